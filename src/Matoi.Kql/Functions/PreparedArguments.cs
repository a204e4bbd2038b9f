using System.Collections.Concurrent;
using System.Collections.Frozen;
using Matoi.Kql.Functions.Geo;
using Matoi.Kql.Functions.Network;
using Matoi.Kql.Functions.Parsing;
using Matoi.Kql.Functions.Patterns;
using Matoi.Kql.Functions.Strings;

namespace Matoi.Kql.Functions;

/// <summary>
/// Types of parameters that take a text, or a dynamic array, in a form made once and used for many rows: a search pattern, a regular expression, a set of values. They
/// are made when a query is bound where the argument is constant, so that what is wrong with it is told there; null is taken as empty.
/// </summary>
internal static class PreparedArguments
{
    private static readonly FrozenDictionary<Type, (KqlType Type, Func<string, object> Make)> Known = new Dictionary<Type, (KqlType, Func<string, object>)>
    {
        [typeof(TextPattern)] = (KqlType.String, Cached<TextPattern>.Of(t => new(t))),
        [typeof(NumberSet)] = (KqlType.Dynamic, Cached<NumberSet>.Of(t => new(t))),
        [typeof(TextSet)] = (KqlType.Dynamic, Cached<TextSet>.Of(t => new(t))),
        [typeof(FoldedTextSet)] = (KqlType.Dynamic, Cached<FoldedTextSet>.Of(t => new(t))),
        [typeof(ParsePattern)] = (KqlType.String, Cached<ParsePattern>.Of(t => new(t))),
        [typeof(KeyValuePattern)] = (KqlType.String, Cached<KeyValuePattern>.Of(KeyValuePattern.Of)),
        [typeof(RegexPattern)] = (KqlType.String, Cached<RegexPattern>.Of(t => new(t))),
        [typeof(TrimPattern)] = (KqlType.String, Cached<TrimPattern>.Of(t => new(t))),
        [typeof(Rewrite)] = (KqlType.String, Cached<Rewrite>.Of(t => new(t))),
        [typeof(LikePattern)] = (KqlType.String, Cached<LikePattern>.Of(t => new(t, ignoreCase: true))),
        [typeof(ExactLikePattern)] = (KqlType.String, Cached<ExactLikePattern>.Of(t => new(t))),
        [typeof(JsonPath)] = (KqlType.String, Cached<JsonPath>.Of(t => new(t))),
        [typeof(GeoFile)] = (KqlType.String, Cached<GeoFile>.Of(t => new(t))),
        [typeof(GeoLines)] = (KqlType.Dynamic, Cached<GeoLines>.Of(t => new(t))),
        [typeof(GeoPolygons)] = (KqlType.Dynamic, Cached<GeoPolygons>.Of(t => new(t))),
        [typeof(Ipv4Networks)] = (KqlType.Dynamic, Cached<Ipv4Networks>.Of(t => new(t))),
        [typeof(Ipv4Needles)] = (KqlType.Dynamic, Cached<Ipv4Needles>.Of(t => new(t))),
        [typeof(Ipv4PrefixNeedles)] = (KqlType.Dynamic, Cached<Ipv4PrefixNeedles>.Of(t => new(t))),
        [typeof(OrderedTermList)] = (KqlType.Dynamic, Cached<OrderedTermList>.Of(t => new(t))),
        [typeof(TermList)] = (KqlType.Dynamic, Cached<TermList>.Of(t => new(t))),
    }.ToFrozenDictionary();

    /// <summary>The KQL type of a prepared parameter; null for other types.</summary>
    public static KqlType? KqlTypeOf(Type type) => Known.TryGetValue(type, out var known) ? known.Type : null;

    /// <summary>The argument of a text; for dynamic, of JSON text.</summary>
    /// <exception cref="ArgumentRefusedException">The text cannot be used.</exception>
    public static object Make(Type type, string text) => Known[type].Make(text);

    /// <summary>What is wrong with the constant arguments of a call, alone or together; null when nothing is.</summary>
    public static string? Problem(KqlFunction function, IReadOnlyList<Relations.Scalar> arguments)
    {
        var parameters = function.Method.GetParameters();
        if (function.Variadic || function.Volatile || arguments.All(a => a is not Relations.Constant))
        {
            return null;
        }

        try
        {
            foreach (var (parameter, argument) in parameters.Zip(arguments))
            {
                if (argument is Relations.Constant constant && Known.TryGetValue(parameter.ParameterType, out var known))
                {
                    known.Make(constant.Value as string ?? "");
                }
            }

            Try(function, parameters, arguments);
            return null;
        }
        catch (ArgumentRefusedException e)
        {
            return $"{Binding.OperatorBinder.Spelling(function.Name) ?? function.Name.TrimStart('_')}: {e.Message}";
        }
    }

    /// <summary>Computes the call over an empty text and zero where only texts and numbers depend on rows, as arguments may be refused together: a group that an expression does not have.</summary>
    private static void Try(KqlFunction function, System.Reflection.ParameterInfo[] parameters, IReadOnlyList<Relations.Scalar> arguments)
    {
        var probe = new List<Relations.Scalar>();
        for (var i = 0; i < parameters.Length; i++)
        {
            if (i >= arguments.Count)
            {
                probe.Add(new Relations.Constant(function.Parameters[i].Type, Binding.Constants.FromClr(parameters[i].DefaultValue)));
            }
            else if (arguments[i] is Relations.Constant && Binding.Conversions.ToParameter(arguments[i], function.Parameters[i]) is Relations.Constant constant)
            {
                probe.Add(constant);
            }
            else if (parameters[i].ParameterType == typeof(string) || parameters[i].ParameterType == typeof(Utf8Text))
            {
                probe.Add(Relations.Constant.Text(""));
            }
            else if (parameters[i].ParameterType == typeof(double))
            {
                probe.Add(new Relations.Constant(KqlType.Real, 0.0));
            }
            else
            {
                return;
            }
        }

        Binding.Constants.Compute(function, probe);
    }

    /// <summary>Keeps what was made, for rows and queries to come.</summary>
    private static class Cached<T>
        where T : class
    {
        private const int Most = 2_000;

        public static Func<string, object> Of(Func<string, T> make)
        {
            var made = new ConcurrentDictionary<string, T>(StringComparer.Ordinal);
            return text =>
            {
                if (!made.TryGetValue(text, out var value))
                {
                    // A pattern taken from a column would fill the memory with patterns that are used once.
                    if (made.Count >= Most)
                    {
                        made.Clear();
                    }

                    made[text] = value = make(text);
                }

                return value;
            };
        }
    }
}

/// <summary>An argument that a function cannot work with, such as a regular expression that is wrong; the query is refused with this text.</summary>
internal sealed class ArgumentRefusedException(string message) : Exception(message);
