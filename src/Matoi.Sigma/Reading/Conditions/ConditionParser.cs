using System.Globalization;
using Matoi.Sigma.Expressions;

namespace Matoi.Sigma.Reading.Conditions;

/// <summary>Reads a condition (Sigma 2.1, "Condition"): <c>or</c> binds least, then <c>and</c>, <c>not</c>, <c>1 of</c>.</summary>
internal sealed class ConditionParser(string text, Selections selections)
{
    private const int Depth = 100;

    private readonly List<ConditionToken> _tokens = ConditionToken.Read(text);
    private int _at;
    private int _depth;

    /// <summary>Whether the condition as a whole is a <c>not …</c>; known after <see cref="Read"/>.</summary>
    public bool IsNegation { get; private set; }

    private ConditionToken Next => _tokens[_at];

    /// <summary>The condition as an expression.</summary>
    /// <exception cref="ConditionException">It cannot be read.</exception>
    public Expression Read()
    {
        var (expression, negation) = Or();
        IsNegation = negation;
        return Next.Text switch
        {
            "" => expression,
            "|" => throw new ConditionException(SigmaCode.OldFormat, Next.Offset, "aggregations in conditions are no longer part of the format; write a correlation of type event_count or value_count"),
            ")" => throw Broken("this parenthesis was not opened"),
            var word => throw Broken($"'and' or 'or' is missing before '{word}'"),
        };
    }

    private (Expression, bool Negation) Or() => Chain("or", And, Combined.Any);

    private (Expression, bool Negation) And() => Chain("and", Not, Combined.All);

    private (Expression, bool Negation) Chain(string word, Func<(Expression, bool)> operand, Func<IEnumerable<Expression>, Expression> combine)
    {
        var (first, negation) = operand();
        if (!Next.Is(word))
        {
            return (first, negation);
        }

        List<Expression> operands = [first];
        while (Next.Is(word))
        {
            _at++;
            operands.Add(operand().Item1);
        }

        return (combine(operands), false);
    }

    private (Expression, bool Negation) Not()
    {
        if (++_depth > Depth)
        {
            throw Broken($"the condition nests more than {Depth} deep");
        }

        try
        {
            if (!Next.Is("not"))
            {
                return Primary();
            }

            _at++;
            return (Combined.Not(Not().Item1), true);
        }
        finally
        {
            _depth--;
        }
    }

    private (Expression, bool Negation) Primary()
    {
        var token = Next;
        if (token.Text == "(")
        {
            _at++;
            var inner = Or();
            if (Next.Text != ")")
            {
                throw Next.Text.Length == 0 ? new(SigmaCode.ConditionSyntax, token.Offset, "this parenthesis is not closed") : Broken($"')' is missing before '{Next.Text}'");
            }

            _at++;
            return inner;
        }

        if (token.Text is "" or ")" or "|" || token.Is("and") || token.Is("or") || token.Is("of"))
        {
            throw Broken("the name of a selection is missing here");
        }

        _at++;
        return (Next.Is("of") ? Quantified(token) : Named(token), false);
    }

    private Expression Quantified(ConditionToken quantity)
    {
        _at++;
        var target = Next;
        if (target.Text is "" or "(" or ")" or "|")
        {
            throw Broken("behind 'of' stands 'them' or a name, which may hold *");
        }

        _at++;
        var found = selections.Like(target.Text);
        if (found.Count == 0)
        {
            throw Unknown(target);
        }

        if (quantity.Is("all") || quantity.Is("any"))
        {
            return quantity.Is("all") ? Combined.All(found) : Combined.Any(found);
        }

        return !int.TryParse(quantity.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0
            ? throw new ConditionException(SigmaCode.ConditionSyntax, quantity.Offset, $"before 'of' stands a number from 1, 'any' or 'all', not '{quantity.Text}'")
            : count > found.Count
            ? throw new ConditionException(SigmaCode.ConditionSyntax, quantity.Offset, $"'{target.Text}' stands for {found.Count}, of which {count} cannot be true")
            : Combined.AtLeast(count, found);
    }

    private Expression Named(ConditionToken name) => selections.Find(name.Text) ?? throw Unknown(name);

    private ConditionException Unknown(ConditionToken name) => new(SigmaCode.UnknownIdentifier, name.Offset,
        name.Is("them") ? "there is no selection; before 'them' stands '1 of' or 'all of'"
        : name.Text.Contains('*') && selections.Like(name.Text).Count > 0 ? $"before '{name.Text}' stands '1 of' or 'all of'"
        : $"there is no selection '{name.Text}'" + (selections.Nearest(name.Text) is { } nearest ? $"; '{nearest}' is probably meant" : ""));

    private ConditionException Broken(string message) => new(SigmaCode.ConditionSyntax, Next.Offset, message);
}
