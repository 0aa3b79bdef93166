using FastEndpoints;
using PawPal.Api.Commands;
using PawPal.Api.Households;
using PawPal.Contracts.Voice;

namespace PawPal.Api.Voice;

/// <summary><c>GET /api/v1/voice/status</c>: whether a microphone is of use right now.</summary>
internal sealed class VoiceStatusEndpoint(SpeechClient speech) : EndpointWithoutRequest<VoiceStatusResponse>
{
    private static readonly Sentences Replies = new("PawPal.Api.Voice.Replies");

    public override void Configure()
    {
        Get("voice/status");
        this.RequireHousehold(HouseholdAccess.Read);
    }

    public override async Task HandleAsync(CancellationToken ct)
    {
        var isUp = await speech.AnswersAsync(ct);
        await Send.OkAsync(new VoiceStatusResponse(isUp, Replies[isUp ? "StatusUp" : "StatusDown"]), ct);
    }
}
