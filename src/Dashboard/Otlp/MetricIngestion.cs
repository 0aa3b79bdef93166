using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Metrics.V1;
using PawPal.Dashboard.Otlp.Reading;
using PawPal.Dashboard.Telemetry;

namespace PawPal.Dashboard.Otlp;

/// <summary>Takes metrics into the store.</summary>
internal sealed class MetricIngestion(
    TelemetryStore store, ScopeReader scopes, AttributeReader attributes, MeasurementReader measurements)
{
    public ExportMetricsServiceResponse Take(ExportMetricsServiceRequest request)
    {
        var rejection = Rejection.None;
        foreach (var sent in request.ResourceMetrics)
        {
            if (scopes.Resource(sent.Resource) is { } resource)
                rejection = rejection.And(Add(sent, resource), "points beyond the limits of instruments, or out of order");
            else
                rejection = rejection.And(
                    sent.ScopeMetrics.Sum(s => s.Metrics.Sum(CountOf)), Reasons.TooManyResources);
        }

        store.Metrics.Changes.Notify();
        var response = new ExportMetricsServiceResponse();
        if (rejection.Count > 0)
            response.PartialSuccess = new() { RejectedDataPoints = rejection.Count, ErrorMessage = rejection.Reason };
        return response;
    }

    private int Add(ResourceMetrics sent, TelemetryResource resource)
    {
        var refused = 0;
        foreach (var scopeMetrics in sent.ScopeMetrics)
        {
            var scope = scopes.Scope(scopeMetrics.Scope);
            foreach (var metric in scopeMetrics.Metrics)
            {
                if (metric.DataCase != Metric.DataOneofCase.None)
                    refused += store.Metrics.Add(Describe(metric, resource, scope), measurements.Read(metric));
            }
        }

        return refused;
    }

    private InstrumentDescription Describe(Metric metric, TelemetryResource resource, InstrumentationScope scope) => new(
        resource,
        scope,
        attributes.Shorten(metric.Name),
        attributes.Shorten(metric.Description),
        attributes.Shorten(metric.Unit),
        KindOf(metric),
        TemporalityOf(metric));

    private static InstrumentKind KindOf(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Sum => metric.Sum.IsMonotonic ? InstrumentKind.Counter : InstrumentKind.UpDownCounter,
        Metric.DataOneofCase.Histogram => InstrumentKind.Histogram,
        Metric.DataOneofCase.ExponentialHistogram => InstrumentKind.ExponentialHistogram,
        Metric.DataOneofCase.Summary => InstrumentKind.Summary,
        _ => InstrumentKind.Gauge,
    };

    private static Temporality TemporalityOf(Metric metric) => (Temporality)(metric.DataCase switch
    {
        Metric.DataOneofCase.Sum => metric.Sum.AggregationTemporality,
        Metric.DataOneofCase.Histogram => metric.Histogram.AggregationTemporality,
        Metric.DataOneofCase.ExponentialHistogram => metric.ExponentialHistogram.AggregationTemporality,
        _ => AggregationTemporality.Unspecified,
    });

    private static int CountOf(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Gauge => metric.Gauge.DataPoints.Count,
        Metric.DataOneofCase.Sum => metric.Sum.DataPoints.Count,
        Metric.DataOneofCase.Histogram => metric.Histogram.DataPoints.Count,
        Metric.DataOneofCase.ExponentialHistogram => metric.ExponentialHistogram.DataPoints.Count,
        Metric.DataOneofCase.Summary => metric.Summary.DataPoints.Count,
        _ => 0,
    };
}
