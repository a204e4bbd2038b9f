using Xunit;

namespace Matoi.Kql.Tests.Encodings;

/// <summary>Functions that encode and hash text.</summary>
public class EncodingTests
{
    [Theory]
    [InlineData("base64_encode_tostring(a)", "Kusto", "S3VzdG8=")]
    [InlineData("base64_decode_tostring(a)", "S3VzdG8=", "Kusto")]
    [InlineData("base64_decodestring(a)", "S3VzdG8=", "Kusto")]
    [InlineData("base64_decode_tostring(a)", "U3RyaW5n0KHR0tGA0L7Rh9C60LA=", "")]
    [InlineData("base64_decode_tostring(a)", "no base64!", "")]
    [InlineData("base64_decode_toarray(a)", "S3VzdG8=", "[75,117,115,116,111]")]
    [InlineData("base64_decode_toarray(a)", "U3RyaW5n0KHR0tGA0L7Rh9C60LA", "null")]
    [InlineData("base64_encode_fromarray(base64_decode_toarray(a))", "S3VzdG8=", "S3VzdG8=")]
    [InlineData("base64_decode_toguid(a)", "8jMxriJurkmwahbmqbIS6w==", "ae3133f2-6e22-49ae-b06a-16e6a9b212eb")]
    [InlineData("url_encode(a)", "https://www.bing.com/hello world", "https%3a%2f%2fwww.bing.com%2fhello+world")]
    [InlineData("url_encode_component(a)", "a b/é", "a%20b%2f%c3%a9")]
    [InlineData("url_decode(a)", "https%3a%2f%2Fwww.bing.com%2f+%C3%A9%zz%", "https://www.bing.com/ é%zz%")]
    [InlineData("gzip_compress_to_base64_string(a)", "1234567890qwertyuiop", "H4sIAAAAAAAA/wEUAOv/MTIzNDU2Nzg5MHF3ZXJ0eXVpb3A6m7f2FAAAAA==")]
    [InlineData("gzip_decompress_from_base64_string(a)", "H4sIAAAAAAAA/wEUAOv/MTIzNDU2Nzg5MHF3ZXJ0eXVpb3A6m7f2FAAAAA==", "1234567890qwertyuiop")]
    [InlineData("gzip_decompress_from_base64_string(a)", "x0x0x0", "")]
    [InlineData("zlib_decompress_from_base64_string(a)", "eJwLSS0uUSguKcrMS1cwNDIGACxqBQ4=", "Test string 123")]
    [InlineData("zlib_decompress_from_base64_string(zlib_compress_to_base64_string(a))", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("gzip_decompress_from_base64_string(gzip_compress_to_base64_string(a))", "", "")]
    [InlineData("punycode_from_string(a)", "académie-française", "acadmie-franaise-npb1a")]
    [InlineData("punycode_to_string(a)", "acadmie-franaise-npb1a", "académie-française")]
    [InlineData("punycode_from_string(a)", "艺术", "cqv902d")]
    [InlineData("punycode_to_string(a)", "!!!", "")]
    [InlineData("punycode_domain_from_string(a)", "xn--Ge-mia.Bulg.edu", "Gáe.Bulg.edu")]
    [InlineData("punycode_domain_to_string(a)", "Lê Lợi。com", "xn--L Li-gpa4517b.com")]
    [InlineData("hash_md5(a)", "World", "f5a7924e621e84c9280a9a27e1bcb7f6")]
    [InlineData("hash_sha1(a)", "World", "70c07ec18ef89c5309bbb0937f3a6342411e1fdd")]
    [InlineData("hash_sha256(a)", "World", "78ae647dc5544d227130a0682a51e30bc7777fbb6d8a8f17007463a3ecd1d524")]
    [InlineData("hash(a)", "World", "1846988464401551951")]
    [InlineData("hash(a, 100)", "World", "51")]
    [InlineData("hash_xxhash64(a)", "Hello", "753694413698530628")]
    [InlineData("hash(a)", "", "-1205034819632174695")]
    [InlineData("hash(a)", "Nobody inspects the spammish repetition", "-302119147016844303")]
    public void Function_gives_what_Kusto_gives_when_engine_computes_it(string expression, string text, string value) => Assert.Equal(value, Kql.OverRow(expression, text));

    [Fact]
    public void Time_is_hashed_by_its_ticks_when_it_is_no_text() => Assert.Equal("1380966698541616202", Kql.Print("hash(datetime(2015-01-01))"));

    [Fact]
    public void Combined_hash_is_refused_when_its_way_is_unknown() => Assert.Contains("KQL401 'hash_many'", Assert.Single(Kql.Errors("print hash_many('a', 'b')")), StringComparison.Ordinal);
}
