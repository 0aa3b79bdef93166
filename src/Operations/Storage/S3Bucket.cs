using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace PawPal.Operations.Storage;

/// <summary>The objects below one prefix of a bucket.</summary>
internal sealed class S3Bucket(S3Address address, S3Settings settings)
{
    private readonly AmazonS3Client _client = settings.Connect();

    public S3Address Address => address;

    /// <summary>Keys without the prefix. Folders below it are entered when <paramref name="deep"/> says so.</summary>
    public async Task<IReadOnlyList<(string Key, DateTimeOffset Changed)>> ListAsync(bool deep, CancellationToken ct)
    {
        var found = new List<(string, DateTimeOffset)>();
        var request = new ListObjectsV2Request
        {
            BucketName = address.Bucket,
            Prefix = address.Prefix,
            Delimiter = deep ? null : "/",
        };
        ListObjectsV2Response page;
        do
        {
            page = await AskAsync(() => _client.ListObjectsV2Async(request, ct));
            found.AddRange((page.S3Objects ?? []).Select(o => (
                o.Key[address.Prefix.Length..],
                new DateTimeOffset((o.LastModified ?? DateTime.UnixEpoch).ToUniversalTime()))));
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);
        return found;
    }

    public Task UploadAsync(string path, string key, CancellationToken ct) => AskAsync(async () =>
    {
        await new S3Upload(_client, address.Bucket, address.Prefix + key).SendAsync(path, ct);
        return true;
    });

    public async Task<Stream> OpenAsync(string key, CancellationToken ct)
    {
        var answer = await AskAsync(() => _client.GetObjectAsync(address.Bucket, address.Prefix + key, ct));
        return answer.ResponseStream;
    }

    public Task DeleteAsync(string key, CancellationToken ct) =>
        AskAsync(() => _client.DeleteObjectAsync(address.Bucket, address.Prefix + key, ct));

    private async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (AmazonS3Exception refusal)
        {
            throw new OperationFailure(Explain(refusal), refusal);
        }
    }

    private string Explain(AmazonS3Exception refusal)
    {
        var store = settings.Endpoint is { } endpoint ? endpoint.Authority : $"S3 in {settings.Region}";
        return refusal.ErrorCode switch
        {
            "NoSuchBucket" => $"{store} has no bucket '{address.Bucket}': make it, or name another",
            "NoSuchKey" => $"{address} has no such object",
            "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "AccessDenied" or "InvalidToken" or "ExpiredToken" =>
                $"{store} refuses the credentials ({refusal.ErrorCode}): check AWS_ACCESS_KEY_ID, "
                + $"AWS_SECRET_ACCESS_KEY and their rights to the bucket '{address.Bucket}'",
            _ when refusal.StatusCode == HttpStatusCode.Forbidden => $"{store} refuses access to '{address.Bucket}'",
            _ => $"{store} answers {(int)refusal.StatusCode} {refusal.ErrorCode}: {refusal.Message}",
        };
    }
}
