using Busbar.Kernel.Outcomes;
using Busbar.Supply.Settlement.Engine;

namespace Busbar.Supply.Settlement.Cases;

/// <summary>Reads the determinants of an operating day from the text of a case: market, day, codes, subjects and values; what it expects is
/// not looked at.</summary>
public static class ReadCase
{
    /// <summary>The day to be settled; refused (<c>bad-case</c>) by the line that cannot be read.</summary>
    public static Outcome<ChargedDay> Run(SettleCaseInputs inputs)
    {
        try
        {
            return new CaseText(inputs.Name, inputs.Text).Day();
        }
        catch (RefusedException bad)
        {
            return bad.Refusal;
        }
    }
}
