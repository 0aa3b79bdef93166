// Probes are marked as subject to change upstream.
#pragma warning disable ASPIREPROBES001
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Tests.Model;

public sealed class ProbeTests : IAsyncDisposable
{
    private readonly TestModel _model = new();

    [Fact]
    public void A_probe_and_a_health_check_of_the_same_path_are_refused()
    {
        var api = _model.Builder.AddProject("api", "Api/Api.csproj").WithHttpEndpoint().WithHttpHealthCheck("/ready");
        var refused = Assert.Throws<DistributedApplicationException>(
            () => api.WithHttpProbe(ProbeType.Readiness, "/ready"));
        Assert.Contains("/ready", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_probe_of_a_type_takes_the_place_of_the_earlier_one()
    {
        var api = _model.Builder.AddProject("api", "Api/Api.csproj").WithHttpEndpoint()
            .WithHttpProbe(ProbeType.Liveness, "/live").WithHttpProbe(ProbeType.Liveness, "/alive", periodSeconds: 9)
            .WithHttpProbe(ProbeType.Startup, "/live");
        Assert.Equal(
            [(ProbeType.Liveness, "/alive", 9), (ProbeType.Startup, "/live", 5)],
            api.Resource.Annotations.OfType<EndpointProbeAnnotation>()
                .Select(probe => (probe.Type, probe.Path, probe.PeriodSeconds)));
        Assert.Equal(2, api.Resource.Annotations.OfType<HealthCheckAnnotation>().Count());
    }

    [Fact]
    public void A_probe_needs_an_endpoint()
    {
        var api = _model.Builder.AddProject("api", "Api/Api.csproj");
        Assert.Throws<DistributedApplicationException>(() => api.WithHttpProbe(ProbeType.Liveness, "/live"));
    }

    public ValueTask DisposeAsync() => _model.DisposeAsync();
}
