using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using Platform.Contracts.Events;

namespace Platform.Work;

/// <summary>
/// A bucket of anything that speaks S3: <c>PREFIX/RUN/SHA256.safetensors</c>. Keys and endpoint come from where AWS's tools
/// take them: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_ENDPOINT_URL, AWS_REGION, or their files.
/// </summary>
sealed class S3Archive(IAmazonS3 client, string bucket, string prefix) : ICheckpointArchive, IDisposable
{
    const string Suffix = ".safetensors";

    public static S3Archive Open(string bucket, string prefix)
    {
        var config = new AmazonS3Config
        {
            // others than Amazon's have no name for each bucket, and not all know its newer checksums: ours is in the key
            ForcePathStyle = Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL") is { Length: > 0 } || Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_S3") is { Length: > 0 },
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        return new(new AmazonS3Client(config), bucket, prefix.Trim('/'));
    }

    /// <summary>Whether it is worth asking again later: not for what it refuses.</summary>
    public static bool IsAway(Exception e) => e is AmazonServiceException { StatusCode: 0 or >= HttpStatusCode.InternalServerError } or AmazonClientException;

    public async Task PutAsync(Guid run, CheckpointSaved checkpoint, Stream content, CancellationToken cancel)
    {
        if (await IsThereAsync(KeyOf(run, checkpoint.Sha256), cancel))
            return;
        using var transfer = new TransferUtility(client); // in parts where it is large; visible once it is whole
        await transfer.UploadAsync(new TransferUtilityUploadRequest
        {
            BucketName = bucket, Key = KeyOf(run, checkpoint.Sha256), InputStream = content, AutoCloseStream = false,
        }, cancel);
    }

    public async Task<bool> FetchAsync(Guid run, CheckpointSaved checkpoint, string path, CancellationToken cancel)
    {
        var part = path + ".part";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            using var found = await client.GetObjectAsync(bucket, KeyOf(run, checkpoint.Sha256), cancel);
            await found.WriteResponseStreamToFileAsync(part, append: false, cancel);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
        if (!await CheckpointFile.IsAsync(part, checkpoint, cancel))
            return false;
        File.Move(part, path, overwrite: true);
        return true;
    }

    public async Task<IReadOnlyList<string>> ListAsync(Guid run, CancellationToken cancel)
    {
        var found = await client.ListObjectsV2Async(new() { BucketName = bucket, Prefix = Below(run) }, cancel);
        return [.. (found.S3Objects ?? []).Where(o => o.Key.EndsWith(Suffix, StringComparison.Ordinal)).Select(o => Path.GetFileNameWithoutExtension(o.Key))];
    }

    public Task RemoveAsync(Guid run, string sha256, CancellationToken cancel) => client.DeleteObjectAsync(bucket, KeyOf(run, sha256), cancel);

    public void Dispose() => client.Dispose();

    async Task<bool> IsThereAsync(string key, CancellationToken cancel)
    {
        try
        {
            await client.GetObjectMetadataAsync(bucket, key, cancel);
            return true;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    string Below(Guid run) => prefix.Length > 0 ? $"{prefix}/{run}/" : $"{run}/";

    string KeyOf(Guid run, string sha256) => Below(run) + sha256 + Suffix;
}
