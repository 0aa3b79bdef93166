namespace PawPal.Operations.Storage;

/// <summary>A flat place for backups: a folder, or a prefix of a bucket.</summary>
internal interface IBackupStore
{
    /// <summary>How people call it. Holds no secret.</summary>
    string Location { get; }

    /// <summary>Where a file is written while it is not whole: a name that nobody takes for a backup.</summary>
    string DraftOf(string name);

    /// <summary>Makes a draft appear under its name, whole, and takes the draft away.</summary>
    Task PublishAsync(string draft, string name, CancellationToken ct);

    /// <summary>Names of everything that lies here, drafts included.</summary>
    Task<IReadOnlyList<string>> ListAsync(CancellationToken ct);

    /// <exception cref="OperationFailure">There is no such file.</exception>
    Task<Stream> OpenAsync(string name, CancellationToken ct);

    /// <summary>Deletes a file, or nothing when it is gone already.</summary>
    Task DeleteAsync(string name, CancellationToken ct);

    /// <summary>The file on this machine; null when it must be fetched.</summary>
    string? PathOf(string name);
}
