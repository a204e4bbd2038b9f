using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Matoi.Storage;

namespace Matoi.Server;

/// <summary>The socket by which programs of the same user on the same machine reach the process that holds a data folder.</summary>
internal static class LocalSocket
{
    /// <summary>Longest path that every system takes for a socket.</summary>
    private const int MostBytes = 100;

    /// <summary>Inside the data folder, or in the temporary folder when that path is too long for a socket.</summary>
    public static string PathFor(DataFolder folder)
    {
        var path = Path.Combine(folder.Path, "matoi.sock");
        return Encoding.UTF8.GetByteCount(path) <= MostBytes
            ? path
            : Path.Combine(Path.GetTempPath(), $"matoi-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder.Path)))[..16]}.sock");
    }

    /// <summary>A client that speaks over the socket.</summary>
    public static HttpClient Connect(DataFolder folder)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, ct) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(PathFor(folder)), ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
#pragma warning disable RS0030 // This is the factory: the one client of a command line program, with its own transport.
        return new(handler) { BaseAddress = new("http://matoi.local/api/v1/"), Timeout = Timeout.InfiniteTimeSpan };
#pragma warning restore RS0030
    }
}
