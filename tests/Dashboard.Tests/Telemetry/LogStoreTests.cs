using PawPal.Dashboard.Telemetry;

namespace PawPal.Dashboard.Tests.Telemetry;

public sealed class LogStoreTests
{
    private readonly LogStore _logs = new(new TelemetryLimits { MaxLogCount = 3_000 });

    [Fact]
    public void Only_the_newest_are_kept_and_the_others_are_counted()
    {
        _logs.Add([.. Enumerable.Range(1, 5_000).Select(i => Sample.Log($"entry {i}"))]);
        var page = _logs.Query(new(), 0, 10);
        Assert.Equal((3_000, 2_000L), (page.Total, _logs.Dropped));
        Assert.Equal("entry 5000", page.Items[0].Message);
        Assert.Equal("entry 2001", _logs.Query(new(), 2_999, 10).Items.Single().Message);
        Assert.Null(_logs.Find(2_000));
        Assert.Equal("entry 2001", _logs.Find(2_001)?.Message);
    }

    [Fact]
    public void Long_texts_make_room_for_themselves()
    {
        var logs = new LogStore(new TelemetryLimits { MaxLogLength = 100_000 });
        logs.Add([.. Enumerable.Range(1, 100).Select(i => Sample.Log(new string('x', 10_000)))]);
        Assert.Equal((10, 90L), (logs.Count, logs.Dropped));
        logs.Clear();
        logs.Add([Sample.Log(new string('y', 1_000_000)), Sample.Log("small")]);
        Assert.Equal("small", Assert.Single(logs.Query(new(), 0, 10).Items).Message);
    }

    [Fact]
    public void Pages_stay_in_place_while_more_comes_in()
    {
        _logs.Add([.. Enumerable.Range(1, 100).Select(i => Sample.Log($"entry {i}"))]);
        var upTo = _logs.Query(new(), 0, 1).Items[0].Id;
        _logs.Add([Sample.Log("later")]);
        var page = _logs.Query(new(), 10, 5, upTo);
        Assert.Equal(100, page.Total);
        Assert.Equal(["entry 90", "entry 89", "entry 88", "entry 87", "entry 86"], page.Items.Select(e => e.Message));
    }

    [Theory]
    [InlineData("size", FilterOperator.Equals, "10", "big")]
    [InlineData("size", FilterOperator.NotEquals, "10", "none,small")]
    [InlineData("size", FilterOperator.GreaterThan, "9", "big")]
    [InlineData("size", FilterOperator.GreaterThanOrEqual, "9", "big,small")]
    [InlineData("size", FilterOperator.LessThan, "10", "small")]
    [InlineData("size", FilterOperator.LessThanOrEqual, "10", "big,small")]
    [InlineData("log.message", FilterOperator.Contains, "B", "big")]
    [InlineData("log.message", FilterOperator.NotContains, "b", "none,small")]
    [InlineData("log.category", FilterOperator.Equals, "scope", "big,none,small")]
    public void A_field_is_compared_as_asked(string field, FilterOperator comparison, string value, string expected)
    {
        _logs.Add([Sample.Log("small", ("size", "9")), Sample.Log("big", ("size", "10")), Sample.Log("none")]);
        var found = _logs.Query(new() { Fields = [new(field, comparison, value)] }, 0, 10).Items;
        Assert.Equal(expected.Split(','), found.Select(e => e.Message).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Severity_text_resource_and_trace_narrow_together()
    {
        var trace = new TraceId(7);
        _logs.Add(
        [
            Sample.Log("kept", LogSeverity.Error, Sample.Api, trace),
            Sample.Log("kept", LogSeverity.Information, Sample.Api, trace),
            Sample.Log("kept", LogSeverity.Error, Sample.Web, trace),
            Sample.Log("kept", LogSeverity.Error, Sample.Api, default),
            Sample.Log("other", LogSeverity.Error, Sample.Api, trace),
        ]);
        var filter = new LogFilter { MinSeverity = LogSeverity.Warning, Text = "KEPT", Resource = "api", TraceId = trace };
        Assert.Equal(1, _logs.Query(filter, 0, 10).Total);
    }

    [Fact]
    public void Clearing_takes_one_resource_or_all()
    {
        _logs.Add([Sample.Log("a", LogSeverity.Error, Sample.Api, default), Sample.Log("b", LogSeverity.Error, Sample.Web, default)]);
        _logs.Clear("api");
        Assert.Equal("b", _logs.Query(new(), 0, 10).Items.Single().Message);
        _logs.Clear();
        Assert.Equal(0, _logs.Count);
    }

    [Fact]
    public async Task A_watcher_hears_once_of_however_much()
    {
        await using var changes = _logs.Changes.WatchAsync(_logs.Changes.Version, TimeSpan.Zero, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var next = changes.MoveNextAsync();
        Assert.False(next.IsCompleted);
        for (var i = 0; i < 10; i++)
            _logs.Add([Sample.Log("x")]);
        Assert.True(await next);
        // However the notices fell, the one after the last version is not there.
        while (changes.Current != _logs.Changes.Version)
            Assert.True(await changes.MoveNextAsync());
        var silence = changes.MoveNextAsync();
        Assert.False(silence.IsCompleted);
        _logs.Clear();
        Assert.True(await silence);
    }
}
