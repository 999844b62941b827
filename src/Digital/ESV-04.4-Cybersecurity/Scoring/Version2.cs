namespace Busbar.Digital.Cybersecurity.Scoring;

/// <summary>CVSS v2.0 guide, section 3.2: exact decimals, each sub-score rounded half up to a tenth.</summary>
internal static class Version2
{
    private const int Exploit = 6, Damage = 9, Requirement = 11, End = 14;

    private static readonly decimal[] accessVector = [0.395m, 0.646m, 1.0m];
    private static readonly decimal[] accessComplexity = [0.35m, 0.61m, 0.71m];
    private static readonly decimal[] authentication = [0.45m, 0.56m, 0.704m];
    private static readonly decimal[] impact = [0.0m, 0.275m, 0.660m];
    private static readonly decimal[] exploitability = [1, 1, 0.85m, 0.9m, 0.95m, 1];
    private static readonly decimal[] remediation = [1, 1, 0.87m, 0.90m, 0.95m, 1];
    private static readonly decimal[] confidence = [1, 1, 0.90m, 0.95m, 1];
    private static readonly decimal[] damage = [0, 0, 0, 0.1m, 0.3m, 0.4m, 0.5m];
    private static readonly decimal[] distribution = [1, 1, 0, 0.25m, 0.75m, 1];
    private static readonly decimal[] requirement = [1, 1, 0.5m, 1, 1.51m];

    public static CvssScores Score(CvssVector vector)
    {
        var reach = 20 * accessVector[vector[0] - 1] * accessComplexity[vector[1] - 1] * authentication[vector[2] - 1];
        var raw = 10.41m * (1 - Spared(vector, 3, 1) * Spared(vector, 4, 1) * Spared(vector, 5, 1));
        var adjusted = Math.Min(10, 10.41m * (1 - Needed(vector, 3) * Needed(vector, 4) * Needed(vector, 5)));
        var late = exploitability[vector[Exploit]] * remediation[vector[Exploit + 1]] * confidence[vector[Exploit + 2]];
        var baseScore = Base(raw, reach);
        var temporal = Tenth(baseScore * late);
        var local = Tenth(Base(adjusted, reach) * late);
        var environmental = Tenth((local + (10 - local) * damage[vector[Damage]]) * distribution[vector[Damage + 1]]);
        var final = vector.Defines(Damage, End) ? environmental : vector.Defines(Exploit, Damage) ? temporal : baseScore;
        return new(CvssVersion.V2, (int)(baseScore * 10), (int)(temporal * 10), (int)(environmental * 10), (int)(final * 10));
    }

    private static decimal Base(decimal loss, decimal reach) =>
        loss == 0 ? 0 : Tenth((0.6m * loss + 0.4m * reach - 1.5m) * 1.176m);

    private static decimal Spared(CvssVector vector, int metric, decimal weight) => 1 - weight * impact[vector[metric] - 1];

    private static decimal Needed(CvssVector vector, int metric) =>
        Spared(vector, metric, requirement[vector[Requirement + metric - 3]]);

    private static decimal Tenth(decimal value) => Math.Max(0, Math.Round(value, 1, MidpointRounding.AwayFromZero));
}
