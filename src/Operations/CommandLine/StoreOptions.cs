using System.CommandLine;
using PawPal.Operations.Storage;

namespace PawPal.Operations.CommandLine;

/// <summary>The options that several verbs share: where backups lie, and how an object store is reached.</summary>
internal sealed class StoreOptions
{
    private readonly Option<bool> _s3 = new("--s3") { Description = "To a bucket; with --bucket" };
    private readonly Option<string?> _bucket = new("--bucket")
    {
        Description = $"The bucket for --s3 [{Settings.Bucket}]",
        DefaultValueFactory = _ => Settings.Variable(Settings.Bucket),
    };

    private readonly Option<string?> _endpoint = new("--endpoint")
    {
        Description = $"Address of an S3-compatible store; without it Amazon's [{Settings.Endpoint}]",
        DefaultValueFactory = _ => Settings.Variable(Settings.Endpoint),
    };

    private readonly Option<string?> _region = new("--region")
    {
        Description = $"Region of the bucket, us-east-1 when nothing is said [{Settings.Region}]",
        DefaultValueFactory = _ => Settings.Variable(Settings.Region),
    };

    private readonly Option<string?> _to = new("--to")
    {
        Description = $"A folder or s3://bucket/prefix [{Settings.To}]",
    };

    private readonly Option<string?> _from = new("--from")
    {
        Description = $"A backup, or the folder or s3://bucket/prefix whose newest is meant [{Settings.To}]",
    };

    public void AddTarget(Command command)
    {
        command.Add(_to);
        command.Add(_s3);
        command.Add(_bucket);
        AddS3(command);
    }

    public void AddSource(Command command)
    {
        command.Add(_from);
        AddS3(command);
    }

    public void AddS3(Command command)
    {
        command.Add(_endpoint);
        command.Add(_region);
    }

    /// <exception cref="UsageFailure">Nothing says where to.</exception>
    public IBackupStore Target(ParseResult parsed)
    {
        var to = parsed.GetValue(_to);
        if (parsed.GetValue(_s3))
        {
            var bucket = parsed.GetValue(_bucket) ?? throw new UsageFailure("--s3 needs --bucket <name>");
            if (to is not null)
                throw new UsageFailure("--to and --s3 both say where to: use one of them");
            to = S3Address.Scheme + bucket;
        }

        to ??= Settings.Variable(Settings.To)
            ?? throw new UsageFailure(
                $"nothing says where to: use --to <folder or s3://bucket/prefix>, or {Settings.To}");
        return Places.OpenForWriting(to, S3(parsed));
    }

    /// <exception cref="UsageFailure">Nothing says where from.</exception>
    public BackupAddress Source(ParseResult parsed) => BackupAddress.Parse(
        parsed.GetValue(_from) ?? Settings.Variable(Settings.To)
        ?? throw new UsageFailure("nothing says where from: use --from <file, folder or s3://bucket/prefix>"));

    public S3Settings S3(ParseResult parsed) => Settings.S3(parsed.GetValue(_endpoint), parsed.GetValue(_region));
}
