using System.Buffers;
using System.Text;

namespace Matoi.Sigma.Matching;

/// <summary>Lower case of UTF-8 text by the invariant culture, into a buffer of its own that grows. Not for several threads at once.</summary>
internal sealed class CaseFolding
{
    private byte[] _folded = new byte[512];
    private char[] _chars = [];
    private char[] _lower = [];

    /// <summary>The text in lower case; valid until the next call.</summary>
    public ReadOnlySpan<byte> Fold(ReadOnlySpan<byte> text)
    {
        if (_folded.Length < text.Length)
        {
            _folded = new byte[text.Length * 2];
        }

        return Ascii.ToLower(text, _folded, out var written) == OperationStatus.Done ? _folded.AsSpan(0, written) : FoldUnicode(text);
    }

    /// <summary>The text in lower case, for a pattern.</summary>
    public static byte[] Fold(string text) => Encoding.UTF8.GetBytes(text.ToLowerInvariant());

    private ReadOnlySpan<byte> FoldUnicode(ReadOnlySpan<byte> text)
    {
        if (_chars.Length < text.Length)
        {
            (_chars, _lower) = (new char[text.Length * 2], new char[text.Length * 2]);
        }

        var chars = Encoding.UTF8.GetChars(text, _chars);
        var lower = _chars.AsSpan(0, chars).ToLowerInvariant(_lower);
        var most = Encoding.UTF8.GetMaxByteCount(lower);
        if (_folded.Length < most)
        {
            _folded = new byte[most];
        }

        return _folded.AsSpan(0, Encoding.UTF8.GetBytes(_lower.AsSpan(0, lower), _folded));
    }
}
