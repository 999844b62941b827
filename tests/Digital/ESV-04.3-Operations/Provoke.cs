using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Operations.Tests;

/// <summary>Looks into outcomes.</summary>
internal static class Provoke
{
    public static Refusal Refused<T>(Outcome<T> outcome, string code)
    {
        var refusal = Assert.IsType<Outcome<T>.Refused>(outcome).Refusal;
        Assert.Equal(code, refusal.Code);
        Assert.False(string.IsNullOrWhiteSpace(refusal.What) || string.IsNullOrWhiteSpace(refusal.Where)
            || string.IsNullOrWhiteSpace(refusal.Remedy));
        return refusal;
    }

    public static T Found<T>(Outcome<T> outcome, params string[] codes)
    {
        var done = Assert.IsType<Outcome<T>.Done>(outcome);
        Assert.Equal(codes, done.Findings.Select(finding => finding.Code));
        return done.Value;
    }
}
