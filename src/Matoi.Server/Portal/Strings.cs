namespace Matoi.Server.Portal;

/// <summary>Names the portal's texts: <c>Strings.resx</c> in English, <c>Strings.ja.resx</c> in Japanese.</summary>
internal sealed class Strings;
