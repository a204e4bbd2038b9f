namespace Matoi.Sigma.Matching;

/// <summary>A rule's condition over what the scanner has found in an event. Immutable.</summary>
internal abstract class RuleNode
{
    /// <summary>Whether it holds for the event.</summary>
    public abstract bool Holds(EventScanner scanner);
}

/// <summary>A test that was decided while the event was read.</summary>
internal sealed class FoundNode(int predicate) : RuleNode
{
    public int Predicate => predicate;

    public override bool Holds(EventScanner scanner) => scanner.IsFound(predicate);
}

/// <summary>A test that is made now.</summary>
internal sealed class DeferredNode(int test, int present) : RuleNode
{
    /// <summary>What is true of every event for which the test can hold.</summary>
    public int Present => present;

    public override bool Holds(EventScanner scanner) => scanner.Decide(test);
}

/// <summary>Not the one below.</summary>
internal sealed class NotNode(RuleNode operand) : RuleNode
{
    public RuleNode Operand => operand;

    public override bool Holds(EventScanner scanner) => !operand.Holds(scanner);
}

/// <summary>All of them.</summary>
internal sealed class AllNode(RuleNode[] operands) : RuleNode
{
    public RuleNode[] Operands => operands;

    public override bool Holds(EventScanner scanner)
    {
        foreach (var operand in operands)
        {
            if (!operand.Holds(scanner))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>So many of them.</summary>
internal sealed class SomeNode(int count, RuleNode[] operands) : RuleNode
{
    public int Count => count;

    public RuleNode[] Operands => operands;

    public override bool Holds(EventScanner scanner)
    {
        var holding = 0;
        foreach (var operand in operands)
        {
            if (operand.Holds(scanner) && ++holding >= count)
            {
                return true;
            }
        }

        return holding >= count;
    }
}
