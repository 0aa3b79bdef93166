using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using PawPal.Speech.Decoding;

namespace PawPal.Speech.Engines;

/// <summary>Ready: healthy with both engines, degraded without one of them or while decoders are replaced.</summary>
internal sealed class EngineHealth(EngineInstallation engines, DecoderPool pool, IOptions<SpeechOptions> options)
    : IHealthCheck
{
    public const string Name = "engines";

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        string?[] sentences = [engines.MissingForRecognition, engines.MissingForSynthesis, Decoders()];
        var troubles = string.Join(" ", sentences.OfType<string>());
        return Task.FromResult(
            troubles.Length == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(troubles));
    }

    private string? Decoders() =>
        engines.MissingForRecognition is null && pool.Alive < options.Value.Decoders
            ? $"Of {options.Value.Decoders} decoder processes {pool.Alive} run."
            : null;
}
