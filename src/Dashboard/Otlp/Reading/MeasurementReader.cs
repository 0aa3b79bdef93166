using System.Globalization;
using Google.Protobuf.Collections;
using OpenTelemetry.Proto.Metrics.V1;
using PawPal.Dashboard.Telemetry;
using Exemplar = PawPal.Dashboard.Telemetry.Exemplar;
using WireExemplar = OpenTelemetry.Proto.Metrics.V1.Exemplar;

namespace PawPal.Dashboard.Otlp.Reading;

/// <summary>Turns the points of the wire, of five shapes, into measurements.</summary>
internal sealed class MeasurementReader(AttributeReader attributes)
{
    private const uint NoValue = (uint)DataPointFlags.NoRecordedValueMask;
    private const int MaxBuckets = 1_024;

    public IReadOnlyList<Measurement> Read(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Gauge => Read(metric.Gauge.DataPoints),
        Metric.DataOneofCase.Sum => Read(metric.Sum.DataPoints),
        Metric.DataOneofCase.Histogram => Read(metric.Histogram.DataPoints),
        Metric.DataOneofCase.ExponentialHistogram => Read(metric.ExponentialHistogram.DataPoints),
        Metric.DataOneofCase.Summary => [.. metric.Summary.DataPoints.SelectMany(Quantiles)],
        _ => [],
    };

    private Measurement[] Read(RepeatedField<NumberDataPoint> points) =>
        [.. points.Where(p => (p.Flags & NoValue) == 0).Select(p => new Measurement(
            attributes.ReadTags(p.Attributes),
            WireTime.Read(p.TimeUnixNano),
            p.ValueCase == NumberDataPoint.ValueOneofCase.AsInt ? p.AsInt : p.AsDouble,
            null,
            Read(p.Exemplars)))];

    private Measurement[] Read(RepeatedField<HistogramDataPoint> points) =>
        [.. points.Where(p => (p.Flags & NoValue) == 0).Select(p => new Measurement(
            attributes.ReadTags(p.Attributes), WireTime.Read(p.TimeUnixNano), p.Count, Explicit(p), Read(p.Exemplars)))];

    private Measurement[] Read(RepeatedField<ExponentialHistogramDataPoint> points) =>
        [.. points.Where(p => (p.Flags & NoValue) == 0).Select(p => new Measurement(
            attributes.ReadTags(p.Attributes),
            WireTime.Read(p.TimeUnixNano),
            p.Count,
            Exponential(p),
            Read(p.Exemplars)))];

    // One series for each quantile, as Prometheus has it.
    private IEnumerable<Measurement> Quantiles(SummaryDataPoint point)
    {
        var tags = attributes.ReadTags(point.Attributes);
        foreach (var quantile in point.QuantileValues.Take(MaxBuckets))
        {
            var name = quantile.Quantile.ToString(CultureInfo.InvariantCulture);
            yield return new(
                new AttributeList([.. tags, new("quantile", name)]), WireTime.Read(point.TimeUnixNano), quantile.Value, null, []);
        }
    }

    // Without a matching set of buckets there is still a count and a sum: one bucket without bounds.
    private static ExplicitDistribution Explicit(HistogramDataPoint point) =>
        point.BucketCounts.Count == point.ExplicitBounds.Count + 1 && point.BucketCounts.Count <= MaxBuckets
            ? new((long)point.Count, point.Sum, [.. point.ExplicitBounds], [.. point.BucketCounts.Select(c => (long)c)])
            : new((long)point.Count, point.Sum, [], [(long)point.Count]);

    private static ExponentialDistribution Exponential(ExponentialHistogramDataPoint point)
    {
        var scale = Math.Clamp(point.Scale, -10, 20);
        return new(
            (long)point.Count, point.Sum, scale, (long)point.ZeroCount, Run(point.Positive, scale), Run(point.Negative, scale));
    }

    // Buckets outside the range of numbers are none.
    private static BucketRun Run(ExponentialHistogramDataPoint.Types.Buckets? buckets, int scale) =>
        buckets is null || buckets.BucketCounts.Count is 0 or > MaxBuckets || Math.Abs(buckets.Offset * Math.Pow(2, -scale)) > 1_023
            ? BucketRun.Empty
            : new(buckets.Offset, [.. buckets.BucketCounts.Select(c => (long)c)]);

    private Exemplar[] Read(RepeatedField<WireExemplar> exemplars) => exemplars.Count == 0
        ? []
        : [.. exemplars.Select(e => new Exemplar(
            WireTime.Read(e.TimeUnixNano),
            e.ValueCase == WireExemplar.ValueOneofCase.AsInt ? e.AsInt : e.AsDouble,
            WireIds.Trace(e.TraceId),
            WireIds.Span(e.SpanId),
            attributes.Read(e.FilteredAttributes)))];
}
