namespace Busbar.Gateways.RiskFiles;

/// <summary>A factor as Open Source Risk Engine spells it: type/name/place and then a tenor label, which its own join ignores.</summary>
internal static class OreFactor
{
    /// <summary>The key (type/name/place) and what follows it, or null when there are fewer than three words.</summary>
    public static (string Key, string Tenor)? Of(string text)
    {
        var words = text.Split('/', 4);
        return words.Length < 3 || words.Any(word => word.Length == 0) ? null
            : (string.Join('/', words[..3]), words.Length > 3 ? words[3] : "");
    }

    /// <summary>The curve that it belongs to.</summary>
    public static string CurveOf(string key) => string.Join('/', key.Split('/')[..2]);

    /// <summary>The class that its reports sum it into.</summary>
    public static string RiskClassOf(string key) => key.Split('/')[0] switch
    {
        "DiscountCurve" or "IndexCurve" or "YieldCurve" or "SwaptionVolatility" or "OptionletVolatility" or "YieldVolatility" =>
            "InterestRate",
        "FXSpot" or "FXVolatility" => "FX",
        "EquitySpot" or "EquityVolatility" or "DividendYield" => "Equity",
        "ZeroInflationCurve" or "YoYInflationCurve" or "ZeroInflationCapFloorVolatility" or "YoYInflationCapFloorVolatility" => "Inflation",
        "SurvivalProbability" or "CDSVolatility" or "BaseCorrelation" or "RecoveryRate" => "Credit",
        "CommodityCurve" or "CommodityVolatility" => "Commodity",
        _ => "Other",
    };
}
