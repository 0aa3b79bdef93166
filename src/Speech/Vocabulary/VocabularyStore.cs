using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PawPal.Speech.Decoding;
using PawPal.Speech.Grammar;

namespace PawPal.Speech.Vocabulary;

/// <summary>The files of each household's vocabulary, made on first need and kept.</summary>
internal sealed class VocabularyStore(IOptions<SpeechOptions> options, EspeakPronouncer pronouncer, TimeProvider clock)
{
    private const int Sentences = 60_000;
    private static readonly TimeSpan UnfinishedFor = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Lazy<Task<VocabularyFiles>>> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _lastUse = new(StringComparer.Ordinal);
    private readonly Lazy<PronunciationDictionary> _dictionary =
        new(() => PronunciationDictionary.Read(Path.Combine(options.Value.Model, "cmudict-en-us.dict")));

    private int _isPruned;

    private string Folder => options.Value.CacheFolder is { Length: > 0 } configured
        ? configured
        : Path.Combine(Path.GetTempPath(), $"pawpal-speech-{Environment.UserName}");

    /// <summary>Finds or makes the files. Callers with the same hint at the same time wait for one making.</summary>
    /// <exception cref="IOException">They cannot be written, or espeak-ng failed.</exception>
    public async Task<VocabularyFiles> GetAsync(VocabularyHint hint)
    {
        var grammar = CommandGrammar.Render(hint);
        var key = KeyOf(hint, grammar);
        _lastUse[key] = clock.GetTimestamp();
        // Making is not cancelled with one caller: the next one needs it too.
        var making = _files.GetOrAdd(key, _ => new(() => MakeAsync(key, hint, grammar)));
        try
        {
            var files = await making.Value;
            Evict();
            return files;
        }
        catch
        {
            _files.TryRemove(new(key, making));
            throw;
        }
    }

    /// <summary>Forgets files that a decoder found missing or changed.</summary>
    public void Forget(VocabularyFiles files)
    {
        if (_files.TryRemove(files.Key, out _))
            DeleteFolder(files.Folder);
    }

    private async Task<VocabularyFiles> MakeAsync(string key, VocabularyHint hint, string grammar)
    {
        await Task.Yield();
        CreatePrivate(Folder);
        PruneOnce();
        var folder = Path.Combine(Folder, key);
        if (ReadFinished(key, folder) is { } finished)
            return finished;
        var parsed = JsgfGrammar.Parse(grammar);
        var trigram = Estimate(parsed);
        var words = await new HouseholdDictionary(_dictionary.Value, pronouncer)
            .WriteAsync(hint, parsed.Words, CancellationToken.None);

        var unfinished = $"{folder}.{Guid.CreateVersion7():n}";
        CreatePrivate(unfinished);
        await File.WriteAllTextAsync(Path.Combine(unfinished, VocabularyFiles.DictionaryName), words);
        await File.WriteAllTextAsync(Path.Combine(unfinished, VocabularyFiles.GrammarName), grammar);
        await File.WriteAllTextAsync(Path.Combine(unfinished, VocabularyFiles.TrigramName), trigram);
        var hash = VocabularyHash.Of(unfinished) ?? throw new IOException("The vocabulary could not be read back");
        await File.WriteAllTextAsync(Path.Combine(unfinished, "hash"), hash);
        DeleteFolder(folder);
        // A folder appears whole or not at all.
        Directory.Move(unfinished, folder);
        return new(key, folder, hash);
    }

    private static VocabularyFiles? ReadFinished(string key, string folder)
    {
        var note = Path.Combine(folder, "hash");
        if (!File.Exists(note))
            return null;
        var hash = File.ReadAllText(note);
        return string.Equals(VocabularyHash.Of(folder), hash, StringComparison.Ordinal) ? new(key, folder, hash) : null;
    }

    private static string Estimate(JsgfGrammar grammar)
    {
        var sampler = new SentenceSampler(grammar);
        var estimator = new TrigramEstimator(sampler.Words);
        var sentence = new List<int>(32);
        for (var i = 0; i < Sentences; i++)
        {
            sentence.Clear();
            sampler.Append(sentence);
            estimator.Add(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(sentence));
        }

        return estimator.ToArpa();
    }

    // What earlier runs left: whole folders beyond the limit, the oldest first, and unfinished ones.
    private void PruneOnce()
    {
        if (Interlocked.Exchange(ref _isPruned, 1) != 0)
            return;
        var folders = new DirectoryInfo(Folder).EnumerateDirectories()
            .OrderByDescending(folder => folder.LastWriteTimeUtc).ToList();
        var stale = clock.GetUtcNow().UtcDateTime - UnfinishedFor;
        foreach (var (place, folder) in folders.Index())
        {
            var isUnfinished = folder.Name.Contains('.', StringComparison.Ordinal) && folder.LastWriteTimeUtc < stale;
            if (isUnfinished || place >= options.Value.VocabulariesCached)
                DeleteFolder(folder.FullName);
        }
    }

    private void Evict()
    {
        while (_files.Count > options.Value.VocabulariesCached)
        {
            var (oldest, _) = _lastUse.MinBy(use => use.Value);
            _lastUse.TryRemove(oldest, out _);
            if (_files.TryRemove(oldest, out _))
                DeleteFolder(Path.Combine(Folder, oldest));
        }
    }

    private static string KeyOf(VocabularyHint hint, string grammar)
    {
        var text = new StringBuilder(grammar);
        foreach (var term in hint.Terms)
            text.Append('\n').Append(term.Words).Append('=').Append(term.Sound);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }

    // The files hold names of pets: for this user only.
    private static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(
                folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
