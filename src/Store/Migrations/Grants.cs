namespace Busbar.Store.Migrations;

/// <summary>The statements of a step that gives duties and asks for second people.</summary>
internal static class Grants
{
    /// <summary>A role's duty of each kind; one that it has already is not given twice.</summary>
    public static IEnumerable<string> Duties(string role, IEnumerable<string> kinds) => kinds.Select(kind =>
        $"INSERT INTO duty (role, kind) SELECT '{role}', '{kind}' WHERE NOT EXISTS "
        + $"(SELECT 1 FROM duty WHERE role = '{role}' AND kind = '{kind}')");

    /// <summary>Pairs of steps that need two people.</summary>
    public static IEnumerable<string> FourEyes(IEnumerable<(string First, string Second)> pairs) =>
        pairs.Select(pair => $"INSERT INTO four_eyes (first_type, second_type) VALUES ('{pair.First}', '{pair.Second}')");
}
