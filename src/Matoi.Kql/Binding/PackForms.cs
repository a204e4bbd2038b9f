using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Forms that put values together into arrays and bags.</summary>
internal static class PackForms
{
    /// <summary><c>bag_pack(name, value, …)</c>.</summary>
    [SpecialForm("bag_pack")]
    [SpecialForm("pack")]
    [SpecialForm("pack_dictionary")]
    public static Scalar Pack(FormCall call)
    {
        if (call.Count % 2 != 0)
        {
            return call.Wrong("pairs of name and value");
        }

        var arguments = call.Arguments();
        if (arguments.Any(a => a is Faulty))
        {
            return new Faulty();
        }

        var pairs = new List<(Scalar Name, Scalar Value)>();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (Conversions.Implicit(arguments[i], KqlType.String) is not { } name)
            {
                return call.Fault("KQL303", $"a name must be a string, not {Conversions.Name(arguments[i].Type)}", i);
            }

            pairs.Add((name, arguments[i + 1]));
        }

        return pairs.Count > 1 && pairs.Any(p => p.Name is not Constant)
            ? call.Make("_pack", [.. pairs.SelectMany(p => new[] { Dynamic(p.Name), Dynamic(p.Value) })])
            : Bag(pairs);
    }

    /// <summary><c>pack_array(value, …)</c>, <c>pack_array(*)</c>.</summary>
    [SpecialForm("pack_array")]
    public static Scalar PackArray(FormCall call)
    {
        var values = call.Syntax.Arguments.SelectMany(a => a is WildcardExpr { Pattern: "*" } && call.Context.Input is { } input ? input.Columns.Select(Scalar (c) => new ColumnValue(c)) : [ScalarBinder.Bind(a, call.Context)]).ToList();
        return values.Any(v => v is Faulty) ? new Faulty() : Array(values);
    }

    /// <summary><c>pack_all()</c>: the whole row as a bag; with true, null and empty values are left out.</summary>
    [SpecialForm("pack_all")]
    public static Scalar PackAll(FormCall call)
    {
        if (call.Count > 1 || call.Context.Input is not { } input)
        {
            return call.Wrong("no value, or true to leave out empty ones, and stands where there are rows");
        }

        var columns = input.Columns.Select(c => ((Scalar)Constant.Text(c.Name), (Scalar)new ColumnValue(c)));
        if (call.Count == 0)
        {
            return Bag(columns);
        }

        return call.Argument(0) switch
        {
            Faulty fault => fault,
            Constant { Value: bool leaveOut } => Bag(columns, leaveOut),
            _ => call.Fault("KQL304", "whether empty values are left out must be true or false", 0),
        };
    }

    /// <summary><c>bag_pack_columns(column, …)</c>: columns under their own names.</summary>
    [SpecialForm("bag_pack_columns")]
    public static Scalar PackColumns(FormCall call)
    {
        var pairs = new List<(Scalar, Scalar)>();
        for (var i = 0; i < call.Count; i++)
        {
            if (call.Syntax.Arguments[i] is WildcardExpr { Pattern: "*" } && call.Context.Input is { } input)
            {
                pairs.AddRange(input.Columns.Select(c => ((Scalar)Constant.Text(c.Name), (Scalar)new ColumnValue(c))));
                continue;
            }

            if (OutputNames.Automatic(call.Syntax.Arguments[i]) is not { } name)
            {
                return call.Fault("KQL303", "a column is expected here; use bag_pack to give a value a name", i);
            }

            pairs.Add((Constant.Text(name), call.Argument(i)));
        }

        return pairs.Any(p => p.Item2 is Faulty) ? new Faulty() : Bag(pairs);
    }

    /// <summary>An array of values.</summary>
    public static Scalar Array(IEnumerable<Scalar> values)
        => Make("_json_array", Joined([.. values.SelectMany(v => new[] { Constant.Text(","), Make("_json_part", Dynamic(v)) })]));

    /// <summary>A bag of names and values; of a name that stands twice the first value counts.</summary>
    public static Scalar Bag(IEnumerable<(Scalar Name, Scalar Value)> pairs, bool leaveOutBlank = false)
        => Make("_json_bag", Joined([.. pairs.DistinctBy(p => p.Name).Select(p => leaveOutBlank ? Unless(Dynamic(p.Value), Part(p)) : Part(p))]));

    private static Scalar Part((Scalar Name, Scalar Value) pair)
        => Joined([Make("_join_text", Constant.Text(","), Make("_join_text", Make("_json_quoted", pair.Name), Constant.Text(":"))), Make("_json_part", Dynamic(pair.Value))]);

    private static Scalar Unless(Scalar blank, Scalar part) => Make("_is_blank", blank) switch
    {
        Constant { Value: true } => Constant.Text(""),
        Constant => part,
        var test => new Conditional([(test, Constant.Text(""))], part, KqlType.String),
    };

    // In halves: the engine limits how deep an expression may nest, and rows can have hundreds of columns.
    private static Scalar Joined(List<Scalar> parts) => parts.Count switch
    {
        0 => Constant.Text(""),
        1 => parts[0],
        var n => Make("_join_text", Joined(parts[..(n / 2)]), Joined(parts[(n / 2)..])),
    };

    private static Scalar Make(string function, params Scalar[] arguments) => Calls.Make(FunctionTable.Get(function), arguments);

    private static Scalar Dynamic(Scalar value) => Conversions.Explicit(value, KqlType.Dynamic);
}
