using System.Net;

namespace Matoi.Sigma.Expressions;

/// <summary>What one value must be.</summary>
public abstract record ValueMatch;

/// <summary>The whole text is like the pattern. Numbers and booleans of JSON compare as they are written; null and a missing field match no pattern, not even <c>*</c>.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="Cased">Whether upper and lower case differ.</param>
public sealed record TextMatch(TextPattern Pattern, bool Cased) : ValueMatch;

/// <summary>A regular expression is found anywhere in the text.</summary>
/// <param name="Pattern">The expression.</param>
/// <param name="IgnoreCase">Flag <c>i</c>.</param>
/// <param name="MultiLine">Flag <c>m</c>: ^ and $ at every line.</param>
/// <param name="DotAll">Flag <c>s</c>: the dot matches a line end too.</param>
public sealed record RegexMatch(string Pattern, bool IgnoreCase, bool MultiLine, bool DotAll) : ValueMatch;

/// <summary>The value is an address in the network; an IPv4 address written as IPv6 counts as IPv4.</summary>
public sealed record CidrMatch(IPNetwork Network) : ValueMatch;

/// <summary>The field is there, whatever its value (null too), or it is not.</summary>
public sealed record ExistsMatch(bool There) : ValueMatch;

/// <summary>The field is missing or its value is JSON's null.</summary>
public sealed record NullMatch : ValueMatch;

/// <summary>A number, or a text that is one, compares so.</summary>
public sealed record NumberMatch(Comparison Comparison, double Number) : ValueMatch;

/// <summary>The value equals, starts with, ends with or contains a value of another field.</summary>
public sealed record FieldReferenceMatch(string Field, FieldReferenceKind Kind, bool Cased) : ValueMatch;

/// <summary>A part of a time (ISO 8601 text, or Unix seconds or milliseconds) compares so; in UTC, or the text's own offset when it has one.</summary>
public sealed record TimePartMatch(TimePart Part, Comparison Comparison, double Number) : ValueMatch;
