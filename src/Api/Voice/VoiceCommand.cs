using FastEndpoints;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Voice;

namespace PawPal.Api.Voice;

/// <summary><c>POST /api/v1/voice/commands</c>: a recording or a sentence in, what came of it out.</summary>
internal sealed class VoiceCommandEndpoint(VoiceTurn turn, SpokenAnswer spoken, VoiceMetrics metrics)
    : EndpointWithoutRequest
{
    public override void Configure()
    {
        Post("voice/commands");
        // A viewer may ask; whether a sentence writes is known only when it is understood.
        this.RequireHousehold(HouseholdAccess.Read);
        Description(route => route
            .Accepts<VoiceCommandRequest>(isOptional: false, "application/json", VoiceRequest.WavTypes)
            .Produces<VoiceCommandResponse>(StatusCodes.Status200OK, "application/json", VoiceRequest.Wav),
            clearDefaults: true);
    }

    public override async Task HandleAsync(CancellationToken ct)
    {
        if (!ClientKey.TryRead(HttpContext.Request, out var key))
        {
            await this.ProblemAsync(Problems.IdempotencyKeyInvalid, ct);
            return;
        }

        var input = await VoiceRequest.ReadAsync(HttpContext.Request, ct);
        if (input is VoiceInput.Wrong(var wrong, var errors))
        {
            await this.ProblemAsync(wrong, ct, errors: errors);
            return;
        }

        using var timing = metrics.Turn(input is VoiceInput.Spoken);
        switch (await turn.RunAsync(HttpContext.Caller(), input, key, ct))
        {
            case WriteOutcome.Answered(var answer) when VoiceRequest.WantsSpeech(HttpContext.Request):
                await spoken.SendAsync(HttpContext, answer, ct);
                break;
            case WriteOutcome.Answered(var answer):
                await answer.SendAsync(HttpContext, ct);
                break;
            case WriteOutcome.Failed(var problem):
                await this.ProblemAsync(problem, ct);
                break;
        }
    }
}
