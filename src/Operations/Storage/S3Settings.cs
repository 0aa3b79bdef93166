using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace PawPal.Operations.Storage;

/// <summary>Where an S3-compatible object store is, and who calls it.</summary>
/// <param name="Endpoint">None: Amazon's, in <paramref name="Region"/>.</param>
internal sealed record S3Settings(Uri? Endpoint, string Region, Func<string, string?> Variable)
{
    public AmazonS3Client Connect()
    {
        var config = new AmazonS3Config
        {
            MaxErrorRetry = 3,
            Timeout = TimeSpan.FromMinutes(5),
            // Checksums of the newer kind are unknown to many stores; each part is hashed by its signature anyway.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (Endpoint is null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(Region);
        }
        else
        {
            config.ServiceURL = Endpoint.ToString();
            config.AuthenticationRegion = Region;
            config.ForcePathStyle = true;
        }

        return new AmazonS3Client(Credentials(), config);
    }

    private AWSCredentials Credentials()
    {
        var (key, secret) = (Variable("AWS_ACCESS_KEY_ID"), Variable("AWS_SECRET_ACCESS_KEY"));
        if (key is null || secret is null)
            throw new UsageFailure(
                "an object store needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment");
        return Variable("AWS_SESSION_TOKEN") is { } token
            ? new SessionAWSCredentials(key, secret, token)
            : new BasicAWSCredentials(key, secret);
    }
}
