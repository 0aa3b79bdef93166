namespace PawPal.Speech.Decoding;

/// <summary>A place for one decoder process and its successors. Used by one request at a time.</summary>
internal sealed class DecoderSlot : IDisposable
{
    private readonly Lock _gate = new();
    private DecoderProcess? _process;
    private bool _isClosed;

    public bool IsAlive
    {
        get
        {
            lock (_gate)
                return _process?.IsAlive == true;
        }
    }

    /// <summary>There was a process and it is gone, which nobody asked for.</summary>
    public bool HasEnded
    {
        get
        {
            lock (_gate)
                return _process?.IsAlive == false;
        }
    }

    public bool HasLoaded(string vocabulary)
    {
        lock (_gate)
            return _process?.HasLoaded(vocabulary) == true;
    }

    /// <summary>False when no process can be started.</summary>
    public bool TryStart()
    {
        lock (_gate)
        {
            if (_isClosed)
                return false;
            _process?.Dispose();
            _process = DecoderProcess.TryStart();
            return _process is not null;
        }
    }

    /// <inheritdoc cref="DecoderProcess.AskAsync"/>
    public Task<DecodeAnswer> AskAsync(DecodeRequest request, short[] samples, TimeSpan deadline)
    {
        DecoderProcess? process;
        lock (_gate)
            process = _process;
        return process is null ? Task.FromResult(DecodeAnswer.Ended) : process.AskAsync(request, samples, deadline);
    }

    /// <summary>Ends the process; the next request gets a fresh one.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _process?.Dispose();
            _process = null;
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _isClosed = true;
        Stop();
    }
}
