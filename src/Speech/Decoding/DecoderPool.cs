using Microsoft.Extensions.Options;
using PawPal.Speech.Audio;
using PawPal.Speech.Engines;

namespace PawPal.Speech.Decoding;

/// <summary>Shares the decoder processes among the requests and replaces those that end.</summary>
internal sealed class DecoderPool : BackgroundService
{
    private const int Attempts = 2;
    private static readonly TimeSpan LookAfter = TimeSpan.FromSeconds(1);

    private readonly SpeechOptions _options;
    private readonly EngineInstallation _engines;
    private readonly DecodingMetrics _metrics;
    private readonly ILogger _log;
    private readonly Lock _gate = new();
    private readonly DecoderSlot[] _slots;
    private readonly List<DecoderSlot> _idle;
    private readonly SemaphoreSlim _free;
    private int _inside;

    public DecoderPool(
        IOptions<SpeechOptions> options, EngineInstallation engines, DecodingMetrics metrics, ILogger<DecoderPool> log)
    {
        _options = options.Value;
        _engines = engines;
        _metrics = metrics;
        _log = log;
        _slots = [.. Enumerable.Range(0, _options.Decoders).Select(_ => new DecoderSlot())];
        _idle = [.. _slots];
        _free = new SemaphoreSlim(_slots.Length);
    }

    /// <summary>Decoder processes that run, of <see cref="SpeechOptions.Decoders"/>.</summary>
    public int Alive => _slots.Count(slot => slot.IsAlive);

    /// <summary>Takes a place in the queue; null when there is none left. Disposing it gives it back.</summary>
    public IDisposable? Enter()
    {
        if (Interlocked.Increment(ref _inside) > _options.QueueLimit + _options.Decoders)
        {
            Interlocked.Decrement(ref _inside);
            return null;
        }

        _metrics.QueueChanged(1);
        return new Place(this);
    }

    /// <summary>Decodes on the first free process, and once more on a fresh one if that fails.</summary>
    /// <param name="samples">16 kHz, mono; none to load the vocabulary only.</param>
    /// <returns>Null when two processes in a row ended or hung.</returns>
    public async Task<DecodeReply?> DecodeAsync(VocabularyFiles vocabulary, short[] samples, CancellationToken ct)
    {
        await _free.WaitAsync(ct);
        // From here on the process works: it is given back when it has answered, even if the caller has gone.
        return await DecodeOnSlotAsync(Take(vocabulary.Key), vocabulary, samples).WaitAsync(ct);
    }

    /// <summary>Loads a vocabulary into the processes that have nothing else to do.</summary>
    public async Task SpreadAsync(VocabularyFiles vocabulary)
    {
        while (_free.Wait(0))
        {
            var slot = Take(vocabulary.Key, preferLoaded: false);
            var hadIt = slot.HasLoaded(vocabulary.Key);
            if (!hadIt)
            {
                _ = await DecodeOnSlotAsync(slot, vocabulary, []);
                continue;
            }

            Return(slot);
            return;
        }
    }

    public override void Dispose()
    {
        foreach (var slot in _slots)
            slot.Dispose();
        _free.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_engines.MissingForRecognition is not null)
            return;
        using var timer = new PeriodicTimer(LookAfter);
        do
        {
            StartIdle();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void StartIdle()
    {
        lock (_gate)
        {
            foreach (var slot in _idle.Where(slot => !slot.IsAlive))
            {
                if (slot.HasEnded)
                    NoteReplacement("ended");
                if (!slot.TryStart())
                    _log.DecoderNotStarted();
            }
        }
    }

    private async Task<DecodeReply?> DecodeOnSlotAsync(DecoderSlot slot, VocabularyFiles vocabulary, short[] samples)
    {
        var seconds = (double)samples.Length / Recording.Rate;
        var deadline = _options.DecodeDeadline + TimeSpan.FromSeconds(_options.DecodeSecondsPerSecond * seconds);
        try
        {
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                if (!slot.IsAlive && !slot.TryStart())
                {
                    _log.DecoderNotStarted();
                    return null;
                }

                var answer = await slot.AskAsync(new(_engines.Files, vocabulary), samples, deadline);
                if (answer.Reply is { } reply)
                    return reply;
                NoteReplacement(answer.IsLate ? "hung" : "ended");
                slot.Stop();
            }

            return null;
        }
        finally
        {
            Return(slot);
        }
    }

    private void NoteReplacement(string reason)
    {
        _log.DecoderReplaced(reason);
        _metrics.Replaced(reason);
    }

    private DecoderSlot Take(string vocabulary, bool preferLoaded = true)
    {
        lock (_gate)
        {
            var slot = _idle.Find(slot => slot.IsAlive && slot.HasLoaded(vocabulary) == preferLoaded) ?? _idle[0];
            _idle.Remove(slot);
            return slot;
        }
    }

    private void Return(DecoderSlot slot)
    {
        lock (_gate)
            _idle.Add(slot);
        _free.Release();
    }

    private sealed class Place(DecoderPool pool) : IDisposable
    {
        private int _isGivenBack;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isGivenBack, 1) != 0)
                return;
            Interlocked.Decrement(ref pool._inside);
            pool._metrics.QueueChanged(-1);
        }
    }
}
