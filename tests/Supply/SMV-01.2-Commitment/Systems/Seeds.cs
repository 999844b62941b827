namespace Busbar.Supply.Commitment.Tests.Systems;

/// <summary>Fails with every seed that went wrong, and how.</summary>
internal static class Seeds
{
    private const int Told = 40;

    public static void AllRight(IEnumerable<string> wrong)
    {
        var list = wrong.ToList();
        Assert.True(list.Count == 0, $"{list.Count} wrong\n{string.Join('\n', list.Take(Told))}");
    }
}
