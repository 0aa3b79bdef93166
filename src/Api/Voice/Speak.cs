using FastEndpoints;
using PawPal.Api.Households;
using PawPal.Api.Text;
using PawPal.Contracts.Voice;

namespace PawPal.Api.Voice;

internal sealed class SpeakValidator : Validator<SpeakRequest>
{
    public SpeakValidator() => RuleFor(r => r.Text).PlainTextOf(1, 500);
}

/// <summary><c>POST /api/v1/voice/speech</c>: reads a text aloud.</summary>
internal sealed class SpeakEndpoint(SpokenAnswer spoken) : Endpoint<SpeakRequest>
{
    public override void Configure()
    {
        Post("voice/speech");
        this.RequireHousehold(HouseholdAccess.Read);
        Description(
            route => route.Accepts<SpeakRequest>("application/json")
                .Produces<byte[]>(StatusCodes.Status200OK, VoiceRequest.Wav),
            clearDefaults: true);
    }

    public override async Task HandleAsync(SpeakRequest request, CancellationToken ct)
    {
        if (await spoken.SpeakAsync(request.Text, ct) is { } audio)
            await SpokenAnswer.SendAudioAsync(HttpContext, audio, ct);
        else
            await this.ProblemAsync(Problems.VoiceDown, ct);
    }
}
