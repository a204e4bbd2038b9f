using System.Text;

namespace Matoi.Sigma.Correlating;

/// <summary>
/// A stream of pieces, each with its length before it and a SHA-256 over it and all before it after it, so that nothing damaged is ever read;
/// an empty piece ends it. What is written between two <see cref="Break"/>s is in one piece.
/// </summary>
internal sealed class FrameWriter(Stream stream) : IDisposable
{
    private const int Full = 64 * 1024;

    private readonly MemoryStream _piece = new();
    private byte[] _hash = [];
    private BinaryWriter? _to;

    public BinaryWriter To => _to ??= new(_piece, Encoding.UTF8, leaveOpen: true);

    public void Break()
    {
        To.Flush();
        if (_piece.Length > Full)
        {
            Write();
        }
    }

    public void End()
    {
        To.Flush();
        if (_piece.Length > 0)
        {
            Write();
        }

        Write();
        stream.Flush();
    }

    public void Dispose() => _to?.Dispose();

    private void Write()
    {
        var piece = _piece.GetBuffer().AsSpan(0, (int)_piece.Length);
        _hash = Frames.Hash(_hash, piece);
        stream.Write(BitConverter.GetBytes(piece.Length));
        stream.Write(piece);
        stream.Write(_hash);
        _piece.SetLength(0);
    }
}
