using Busbar.Numerics.LinearPrograms;

namespace Busbar.Numerics.IntegerPrograms;

/// <summary>A row that counts how many of the choices are taken. It binds nothing, but its activity is whole, and splitting on it first
/// parts a knapsack into slices whose bounds fall quickly. Source: Vasquez and Hao, IJCAI 2001; Vimont, Boussier and Vasquez, Journal of
/// Combinatorial Optimization 15, 2008.</summary>
internal static class CountRow
{
    private const int FewestChoices = 10;

    /// <summary>Adds the row; its number, or −1 where there are too few choices to be worth it.</summary>
    public static int AddTo(LinearProgram program, bool[] isWhole)
    {
        LinearTerm[] choices =
        [
            .. Enumerable.Range(0, program.Variables).Where(variable => isWhole[variable]
                && program.VariableBounds[variable] is { Lower: 0, Upper: 1 }).Select(variable => new LinearTerm(variable, 1)),
        ];
        return choices.Length < FewestChoices ? -1 : program.AddRow("choices taken", choices, 0, choices.Length);
    }
}
