using System.Security.Cryptography;
using Platform.Contracts;

namespace Platform.Tracker.Audits.Proofs;

/// <summary>An ECDSA P-256 key that signs checkpoints, or its public half that checks them.</summary>
sealed class CheckpointKey : IDisposable
{
    readonly ECDsa _key;

    CheckpointKey(ECDsa key)
    {
        _key = key;
        PublicDer = key.ExportSubjectPublicKeyInfo();
    }

    public byte[] PublicDer { get; }

    /// <summary>The first four bytes of SHA-256 of the public key in DER, as transparency logs with ECDSA keys name them.</summary>
    public byte[] Id => SHA256.HashData(PublicDer)[..4];

    public string PublicPem => _key.ExportSubjectPublicKeyInfoPem() + "\n";

    public string PrivatePem => _key.ExportPkcs8PrivateKeyPem() + "\n";

    public static CheckpointKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <param name="path">A PEM file: a private key (PKCS 8) or a public one.</param>
    /// <exception cref="UserErrorException">It is no such key.</exception>
    public static CheckpointKey Load(string path) =>
        Parse(File.Exists(path) ? File.ReadAllText(path) : throw new UserErrorException($"there is no key {path}"), path);

    /// <param name="where">Named in errors.</param>
    /// <exception cref="UserErrorException">It is no such key.</exception>
    public static CheckpointKey Parse(string pem, string where)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.ExportParameters(false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value)
                return new(key);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new UserErrorException($"{where} is no ECDSA key in PEM form: {e.Message}", e);
        }
        key.Dispose();
        throw new UserErrorException($"{where} holds a key of another curve; checkpoints are signed with P-256");
    }

    /// <summary>The signature in DER.</summary>
    public byte[] Sign(byte[] text) => _key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    public bool Verifies(byte[] text, byte[] signature)
    {
        try
        {
            return _key.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public void Dispose() => _key.Dispose();
}
