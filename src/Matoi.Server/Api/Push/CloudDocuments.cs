using System.Collections.Concurrent;

namespace Matoi.Server.Api.Push;

/// <summary>Fetches the clouds' public certificates and keys, each once; the callers have checked that the address is the cloud's own.</summary>
internal sealed class CloudDocuments(IHttpClientFactory clients)
{
    public const string ClientName = "cloud-documents";
    private const int Most = 64;
    private readonly ConcurrentDictionary<Uri, string> _kept = new();

    /// <summary>The document, kept for the life of the process (signing certificates have addresses of their own).</summary>
    public async Task<string> GetKeptAsync(Uri address, CancellationToken ct)
    {
        if (_kept.TryGetValue(address, out var kept))
        {
            return kept;
        }

        var document = await GetAsync(address, ct);
        if (_kept.Count < Most)
        {
            _kept[address] = document;
        }

        return document;
    }

    /// <summary>The document as it is now.</summary>
    public async Task<string> GetAsync(Uri address, CancellationToken ct)
    {
        using var client = clients.CreateClient(ClientName);
        return await client.GetStringAsync(address, ct);
    }
}
