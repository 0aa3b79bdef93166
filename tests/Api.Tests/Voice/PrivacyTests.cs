using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PawPal.Api.Tests.Commands;

namespace PawPal.Api.Tests.Voice;

/// <summary>Voice with everything that it logs, traces and measures caught.</summary>
public sealed class WatchedFixture(Stores stores) : VoiceFixture(stores)
{
    public ConcurrentBag<string> Told { get; } = [];

    protected override void Adjust(WebApplicationBuilder builder)
    {
        base.Adjust(builder);
        builder.Logging.SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton<ILoggerProvider>(new Catcher(Told));
    }

    private sealed class Catcher(ConcurrentBag<string> told) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => told.Add(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}

public sealed class PrivacyTests(WatchedFixture api) : IClassFixture<WatchedFixture>
{
    [Fact]
    public async Task What_was_said_is_in_no_log_trace_or_metric()
    {
        using var traces = Listen();
        using var metrics = Measure();
        var home = await CareHome.CreateAsync(api);
        api.Speech.Text = "fed Mochi half a tin of quicksilver";
        using var heard = await home.Client.SayAsync(WavBytes.Tone(1), accept: "audio/wav");
        Assert.True(heard.IsSuccessStatusCode);
        using var typed = await home.Client.TypeAsync("gave Mochi 2 tablets of quicksilver");
        Assert.True(typed.IsSuccessStatusCode);
        api.Speech.InsteadOfHearing = http =>
        {
            http.Abort();
            return Task.CompletedTask;
        };
        using var down = await home.Client.SayAsync(WavBytes.Tone(1));
        await down.ReadProblemAsync(503);
        metrics.RecordObservableInstruments();

        Assert.Contains(api.Told, told => told.Contains("voice recognise", StringComparison.Ordinal));
        Assert.Contains(api.Told, told => told.Contains("pawpal.voice.commands", StringComparison.Ordinal));
        foreach (var secret in (string[])["quicksilver", "Mochi", home.Home.Tokens.AccessToken])
            Assert.DoesNotContain(api.Told, told => told.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => api.Told.Add(
                activity.DisplayName
                + string.Join(' ', activity.TagObjects)
                + string.Join(' ', activity.Events.Select(e => e.Name + string.Join(' ', e.Tags)))),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private MeterListener Measure()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) => self.EnableMeasurementEvents(instrument),
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
            api.Told.Add(instrument.Name + string.Join(' ', tags.ToArray())));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) =>
            api.Told.Add(instrument.Name + string.Join(' ', tags.ToArray())));
        listener.Start();
        return listener;
    }
}
