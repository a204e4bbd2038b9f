using MudBlazor;

namespace Matoi.Server.Portal.Layout;

/// <summary>MudBlazor in the product's type and shape. Its colours come from <c>css/tokens.css</c>, which follows the reader's light or dark.</summary>
internal static class PortalTheme
{
    private static readonly string[] Family = ["Inter", "Noto Sans JP", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        LayoutProperties = new() { DefaultBorderRadius = "4px" },
        Typography = new()
        {
            Default = new DefaultTypography { FontFamily = Family, FontSize = "0.8125rem", LineHeight = "1.45", LetterSpacing = "normal" },
            H6 = new H6Typography { FontFamily = Family, FontSize = "1rem", FontWeight = "620", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Family, FontSize = "0.8125rem", FontWeight = "560", TextTransform = "none", LetterSpacing = "normal" },
        },
    };
}
