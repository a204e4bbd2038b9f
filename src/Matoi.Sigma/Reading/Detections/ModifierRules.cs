namespace Matoi.Sigma.Reading.Detections;

/// <summary>Which modifiers go together. They are applied in the order written (Sigma 2.1, "Value Modifiers"), so an order that would do nothing is refused.</summary>
internal static class ModifierRules
{
    /// <summary>Why the modifiers of a key do not go together; null when they do.</summary>
    public static string? Broken(FieldKey key)
    {
        var names = key.Modifiers;
        var kinds = names.Where(m => Modifiers.Groups[m] == ModifierGroup.Kind).ToList();
        return names.GroupBy(m => m).FirstOrDefault(g => g.Count() > 1) is { } twice ? $"the modifier '{twice.Key}' stands here twice"
            : names.Count(m => Modifiers.Groups[m] == ModifierGroup.Position) > 1 ? "only one of contains, startswith and endswith can be true; for both ends write 'contains'"
            : kinds.Count > 1 && !(kinds.Count == 2 && key.TimePart is not null && key.Comparison is not null) ? $"'{kinds[0]}' and '{kinds[1]}' are different tests; write two fields"
            : names.FirstOrDefault(m => Modifiers.Groups[m] == ModifierGroup.RegexFlag) is { } flag && !names.TakeWhile(m => m != flag).Contains("re") ? $"'{flag}' is a flag of 're' and stands behind it"
            : key.Field is null && kinds.Exists(k => k is not ("re" or "cidr")) ? $"'{kinds[0]}' needs a field before it"
            : key.Kind == "exists" && names.Count > 1 ? "'exists' stands alone; its value says whether the field shall be there"
            : key.NotEqual && key.Comparison is not null ? $"'neq' does not go with '{kinds[0]}'; write the opposite comparison"
            : !key.IsText && Refused(key) is { } refused ? $"'{refused}' does not go with '{kinds[0]}'"
            : Order(names);
    }

    private static string? Refused(FieldKey key) => key.Modifiers.FirstOrDefault(m => Modifiers.Groups[m] switch
    {
        ModifierGroup.Position => key.Kind is not ("re" or "fieldref"),
        ModifierGroup.Change => m != "expand" || key.Kind is not ("re" or "cidr"),
        ModifierGroup.Case => key.Kind != "fieldref",
        _ => false,
    });

    private static string? Order(IReadOnlyList<string> names)
    {
        var (utf16, base64) = (names.Where(Modifiers.IsUtf16).ToList(), names.Where(Modifiers.IsBase64).ToList());
        if (utf16.Count > 1 || base64.Count > 1)
        {
            return $"'{(utf16.Count > 1 ? utf16 : base64)[0]}' and '{(utf16.Count > 1 ? utf16 : base64)[1]}' are two encodings of the same text; write one";
        }

        var encodings = names.Where(m => Modifiers.IsUtf16(m) || Modifiers.IsBase64(m)).ToList();
        if (utf16.Count == 1 && base64.Count == 1 && encodings[0] == base64[0])
        {
            return $"'{utf16[0]}' stands before '{base64[0]}', since the text is encoded in this order";
        }

        var late = base64.Count == 1 ? names.TakeWhile(m => m != base64[0]).FirstOrDefault(m => Modifiers.Groups[m] == ModifierGroup.Position) : null;
        return late is not null ? $"'{late}' stands behind '{base64[0]}', since wildcards cannot be encoded"
            : encodings.Count > 0 && names.SkipWhile(m => m != encodings[0]).FirstOrDefault(m => m is "windash" or "expand") is { } early ? $"'{early}' stands before '{encodings[0]}', since it changes the text that is encoded"
            : null;
    }
}
