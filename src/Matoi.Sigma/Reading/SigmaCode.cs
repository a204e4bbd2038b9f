namespace Matoi.Sigma.Reading;

/// <summary>Codes of what can be wrong with a rule; those from 901 on are warnings.</summary>
public static class SigmaCode
{
    /// <summary>A file cannot be read.</summary>
    public const string FileUnreadable = "SIGMA101";

    /// <summary>A file is larger than is read.</summary>
    public const string FileTooLarge = "SIGMA102";

    /// <summary>A document is not YAML.</summary>
    public const string YamlSyntax = "SIGMA103";

    /// <summary>A key stands in a mapping twice.</summary>
    public const string DuplicateKey = "SIGMA104";

    /// <summary>A document nests or repeats more than is read.</summary>
    public const string TooComplex = "SIGMA105";

    /// <summary>Something is a list where a text is expected, or the like.</summary>
    public const string WrongShape = "SIGMA106";

    /// <summary>A required attribute is missing.</summary>
    public const string Missing = "SIGMA107";

    /// <summary>A value is none of those allowed.</summary>
    public const string BadValue = "SIGMA108";

    /// <summary>A key that means nothing where it stands.</summary>
    public const string UnknownKey = "SIGMA109";

    /// <summary>An id that another document has already.</summary>
    public const string DuplicateId = "SIGMA110";

    /// <summary>A construct of old versions of the format.</summary>
    public const string OldFormat = "SIGMA111";

    /// <summary>A selection or list of values without content.</summary>
    public const string EmptySelection = "SIGMA201";

    /// <summary>No modifier of that name exists.</summary>
    public const string UnknownModifier = "SIGMA202";

    /// <summary>Modifiers that do not go together.</summary>
    public const string ModifierChain = "SIGMA203";

    /// <summary>A value that a modifier cannot take.</summary>
    public const string ModifierValue = "SIGMA204";

    /// <summary>A regular expression that cannot be read.</summary>
    public const string BadRegex = "SIGMA205";

    /// <summary>A value stands for too many texts.</summary>
    public const string TooManyVariants = "SIGMA206";

    /// <summary>A condition that cannot be read.</summary>
    public const string ConditionSyntax = "SIGMA301";

    /// <summary>A condition names no selection.</summary>
    public const string UnknownIdentifier = "SIGMA302";

    /// <summary>A correlation names no rule.</summary>
    public const string UnknownRule = "SIGMA401";

    /// <summary>A name that several documents have.</summary>
    public const string AmbiguousRule = "SIGMA402";

    /// <summary>Correlations that take each other.</summary>
    public const string Cycle = "SIGMA403";

    /// <summary>A test of a rule that cannot be run.</summary>
    public const string BadTest = "SIGMA501";

    /// <summary>A selection that the condition does not use.</summary>
    public const string Unused = "SIGMA901";

    /// <summary>An attribute with a value outside the specification.</summary>
    public const string OddValue = "SIGMA902";

    /// <summary>An attribute that is nearly one of the specification.</summary>
    public const string OddKey = "SIGMA903";

    /// <summary>The modifier all with one value.</summary>
    public const string AllOfOne = "SIGMA904";

    /// <summary>A placeholder without values.</summary>
    public const string UnknownPlaceholder = "SIGMA905";

    /// <summary>A filter names a rule that it cannot be applied to.</summary>
    public const string FilterOfNothing = "SIGMA906";

    /// <summary>A document that is no rule, correlation or filter.</summary>
    public const string Foreign = "SIGMA907";
}
