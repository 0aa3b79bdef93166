using Amazon.S3;
using Amazon.S3.Model;

namespace PawPal.Operations.Storage;

/// <summary>
/// Sends a file in parts when it is large, each read as it is sent. Payloads are signed as a whole: the chunked form
/// that Amazon's client prefers is unknown to several other stores, which then keep its framing as content.
/// </summary>
internal sealed class S3Upload(AmazonS3Client client, string bucket, string key)
{
    private const long PartSize = 16 * 1024 * 1024;
    // A store takes 10,000 parts at most.
    private const long MostParts = 9_000;

    public async Task SendAsync(string path, CancellationToken ct)
    {
        var size = new FileInfo(path).Length;
        if (size > PartSize)
            await SendPartsAsync(path, size, ct);
        else
            await client.PutObjectAsync(
                new PutObjectRequest { BucketName = bucket, Key = key, FilePath = path, UseChunkEncoding = false }, ct);
    }

    private async Task SendPartsAsync(string path, long size, CancellationToken ct)
    {
        var start = new InitiateMultipartUploadRequest { BucketName = bucket, Key = key };
        var upload = await client.InitiateMultipartUploadAsync(start, ct);
        try
        {
            var partSize = Math.Max(PartSize, (size / MostParts) + 1);
            var parts = new List<PartETag>();
            for (long position = 0; position < size; position += partSize)
            {
                var sent = await client.UploadPartAsync(
                    new UploadPartRequest
                    {
                        BucketName = bucket,
                        Key = key,
                        UploadId = upload.UploadId,
                        PartNumber = parts.Count + 1,
                        FilePath = path,
                        FilePosition = position,
                        PartSize = Math.Min(partSize, size - position),
                        UseChunkEncoding = false,
                    },
                    ct);
                parts.Add(new PartETag(sent));
            }

            var whole = new CompleteMultipartUploadRequest
            {
                BucketName = bucket,
                Key = key,
                UploadId = upload.UploadId,
                PartETags = parts,
            };
            await client.CompleteMultipartUploadAsync(whole, ct);
        }
        catch
        {
            await TryAbortAsync(upload.UploadId);
            throw;
        }
    }

    private async Task TryAbortAsync(string upload)
    {
        try
        {
            await client.AbortMultipartUploadAsync(bucket, key, upload, CancellationToken.None);
        }
        catch (Exception failure) when (failure is Amazon.Runtime.AmazonClientException or HttpRequestException)
        {
            // The store keeps unseen parts then; what went wrong before is what must be told.
        }
    }
}
