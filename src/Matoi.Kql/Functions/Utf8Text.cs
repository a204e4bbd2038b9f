using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Matoi.Kql.Functions;

/// <summary>
/// Text as the engine holds it, for functions that work on its bytes and make no C# string: a parameter of this type takes a string of KQL. Valid during the call only.
/// </summary>
internal readonly unsafe struct Utf8Text
{
    private readonly byte* _data;
    private readonly int _length;
    private readonly byte[]? _array;

    /// <summary>Bytes that someone else keeps in place.</summary>
    public Utf8Text(byte* data, int length)
    {
        _data = data;
        _length = length;
    }

    /// <summary>The bytes of a C# string.</summary>
    public Utf8Text(string text) => _array = Encoding.UTF8.GetBytes(text);

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _array is null ? new ReadOnlySpan<byte>(_data, _length) : _array;

    /// <summary>The result of a test on the text's characters in UTF-16, which are decoded without making a string.</summary>
    [SkipLocalsInit]
    public static bool Decoded<T>(ReadOnlySpan<byte> text, T state, CharacterTest<T> test)
    {
        const int Small = 512;
        var rented = text.Length <= Small ? null : ArrayPool<char>.Shared.Rent(text.Length);
        var buffer = rented is null ? stackalloc char[Small] : rented;
        var result = test(buffer[..Encoding.UTF8.GetChars(text, buffer)], state);
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return result;
    }

    /// <inheritdoc/>
    public override string ToString() => Encoding.UTF8.GetString(Bytes);
}

/// <summary>A test on characters.</summary>
internal delegate bool CharacterTest<T>(ReadOnlySpan<char> text, T state);
