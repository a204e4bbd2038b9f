using Xunit;

namespace Matoi.Kql.Tests.Parsing;

/// <summary>Functions that take texts apart.</summary>
public class ParsingTests
{
    [Theory]
    [InlineData("https://user:pw@host.example:8443/a/b?x=1&y=#top", """{"Scheme":"https","Host":"host.example","Port":"8443","Path":"/a/b","Username":"user","Password":"pw","Query Parameters":{"x":"1","y":""},"Fragment":"top"}""")]
    [InlineData("http://[::1]:80/", """{"Scheme":"http","Host":"[::1]","Port":"80","Path":"/","Username":"","Password":"","Query Parameters":{},"Fragment":""}""")]
    [InlineData("/only/path?a=b", """{"Scheme":"","Host":"","Port":"","Path":"/only/path","Username":"","Password":"","Query Parameters":{"a":"b"},"Fragment":""}""")]
    [InlineData("", """{"Scheme":"","Host":"","Port":"","Path":"","Username":"","Password":"","Query Parameters":{},"Fragment":""}""")]
    public void Url_is_split_when_parsed(string url, string parts) => Assert.Equal(parts, Kql.OverRow("parse_url(a)", url));

    [Fact]
    public void Query_of_url_is_split_when_parsed() => Assert.Equal("""{"Query Parameters":{"k1":"v1","k2":"v%202"}}""", Kql.OverRow("parse_urlquery(a)", "k1=v1&k2=v%202"));

    [Theory]
    [InlineData(@"C:\temp\file.txt", """{"Scheme":"","RootPath":"C:","DirectoryPath":"C:\\temp","DirectoryName":"temp","Filename":"file.txt","Extension":"txt","AlternateDataStreamName":""}""")]
    [InlineData("file://C:/temp/file.txt:some.exe", """{"Scheme":"file","RootPath":"C:","DirectoryPath":"C:/temp","DirectoryName":"temp","Filename":"file.txt","Extension":"txt","AlternateDataStreamName":"some.exe"}""")]
    [InlineData("/usr/bin/sh", """{"Scheme":"","RootPath":"","DirectoryPath":"/usr/bin","DirectoryName":"bin","Filename":"sh","Extension":"","AlternateDataStreamName":""}""")]
    public void Path_is_split_when_parsed(string path, string parts) => Assert.Equal(parts, Kql.OverRow("parse_path(a)", path));

    [Theory]
    [InlineData("<e/>", """{"e":null}""")]
    [InlineData("<e>text</e>", """{"e":"text"}""")]
    [InlineData("<e name=\"value\" />", """{"e":{"@name":"value"}}""")]
    [InlineData("<e name=\"value\">text</e>", """{"e":{"@name":"value","#text":"text"}}""")]
    [InlineData("<e> <a>1</a> <b>2</b> </e>", """{"e":{"a":"1","b":"2"}}""")]
    [InlineData("<e> <a>1</a> <a>2</a> <a/> </e>", """{"e":{"a":["1","2",null]}}""")]
    [InlineData("<e> text <a>1</a> </e>", """{"e":{"#text":"text","a":"1"}}""")]
    [InlineData("<?xml version='1.0' encoding='utf-8'?><x:e xmlns:x='u'><!-- c --><![CDATA[<>]]></x:e>", """{"x:e":{"@xmlns:x":"u","#text":"<>"}}""")]
    [InlineData("<e>", "null")]
    [InlineData("<!DOCTYPE e [<!ENTITY x 'y'>]><e>&x;</e>", "null")]
    [InlineData("", "null")]
    public void Xml_becomes_a_bag_when_parsed(string xml, string value) => Assert.Equal(value, Kql.OverRow("parse_xml(a)", xml));

    [Theory]
    [InlineData("aa,\"b,b\",\"say \"\"hi\"\"\",\"1\n2\"", """["aa","b,b","say \"hi\"","1\n2"]""")]
    [InlineData("a,b\nc,d", """["a","b"]""")]
    [InlineData("", """[""]""")]
    public void Csv_record_is_split_when_parsed(string csv, string values) => Assert.Equal(values, Kql.OverRow("parse_csv(a)", csv));

    [Theory]
    [InlineData("echo \"hello world!\"", """["echo","hello world!"]""")]
    [InlineData("\"C:\\Program Files\\a.exe\" -x \"a \\\"q\\\" b\" c\\\\d \"e\\\\\" f", """["C:\\Program Files\\a.exe","-x","a \"q\" b","c\\\\d","e\\","f"]""")]
    [InlineData("a \"\" b", """["a","","b"]""")]
    [InlineData("  ", "null")]
    public void Command_line_is_split_as_Windows_does_when_parsed(string line, string arguments) => Assert.Equal(arguments, Kql.OverRow("parse_command_line(a, 'windows')", line));

    [Theory]
    [InlineData("0.0.0.5", "5")]
    [InlineData("0.0.7.0", "700000000")]
    [InlineData("1", "1000000000000000000000000")]
    [InlineData("1.2.3.4", "1000000020000000300000004")]
    [InlineData("1.2.3.4.5", "null")]
    [InlineData("1.a", "null")]
    [InlineData("123456789", "null")]
    [InlineData("", "null")]
    public void Version_becomes_a_number_when_parsed(string version, string number) => Assert.Equal(number, Kql.OverRow("parse_version(a)", version));

    [Theory]
    [InlineData("$.name", """{"name":"John"}""", "John")]
    [InlineData("$.a[1].b", """{"a":[0,{"b":{"c":1}}]}""", """{"c":1}""")]
    [InlineData("$['a b'][-1]", """{"a b":[1,2]}""", "2")]
    [InlineData("$.none", "{}", "")]
    [InlineData("$.a", "no json", "")]
    [InlineData("$", "[1]", "[1]")]
    public void Json_value_is_taken_when_path_is_given(string path, string json, string value)
        => Assert.Equal([value, value], [Kql.OverRow($"extract_json({Kql.Literal(path)}, a)", json), Kql.OverRow($"extractjson({Kql.Literal(path)}, a)", json)]);

    [Fact]
    public void Json_path_is_refused_when_it_has_wildcards() => Assert.Contains("KQL406", Assert.Single(Kql.Errors("print extract_json('$.*', '{}')")), StringComparison.Ordinal);

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.6099.71 Safari/537.36", "Chrome 120.0", "Windows 10", "Other")]
    [InlineData("Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/90.0.1.2 Safari/537.36 Edg/90.0.818.66", "Edge 90.0", "Windows 7", "Other")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 14_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/14.0.3 Mobile/15E148 Safari/604.1", "Mobile Safari 14.0", "iOS 14", "iPhone")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/14.1 Safari/605.1.15", "Safari 14.1", "Mac OS X 10", "Mac")]
    [InlineData("Mozilla/5.0 (Linux; Android 11; SM-G991B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/91.0.4472.77 Mobile Safari/537.36", "Chrome Mobile 91.0", "Android 11", "Samsung SM-G991B")]
    [InlineData("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:89.0) Gecko/20100101 Firefox/89.0", "Firefox 89.0", "Ubuntu ", "Other")]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "Googlebot 2.1", "Other ", "Spider")]
    [InlineData("python-requests/2.25.1", "Python Requests 2.25", "Other ", "Other")]
    [InlineData("", "Other .", "Other ", "Other")]
    public void User_agent_is_known_when_it_is_common(string agent, string browser, string system, string device)
    {
        var bag = Functions.Json.Read(Kql.OverRow("parse_user_agent(a, dynamic(['browser', 'os', 'device']))", agent))!;
        Assert.Equal(browser, $"{bag["Browser"]!["Family"]} {bag["Browser"]!["MajorVersion"]}.{bag["Browser"]!["MinorVersion"]}");
        Assert.Equal(system, $"{bag["OperatingSystem"]!["Family"]} {bag["OperatingSystem"]!["MajorVersion"]}");
        Assert.Equal(device, bag["Device"]!["Family"]!.ToString());
    }
}
