using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.Mps;

/// <summary>Writes a commitment case as a mixed-integer programme, so that it can be handed to any solver that reads MPS. Nothing of a
/// case is
/// left out. Columns and rows are named after what they mean: <c>on[unit,hour]</c>, <c>ramp-up[unit,hour]</c>, hours from 1.</summary>
public static class MpsFile
{
    /// <summary>Writes the case; its columns are read back by <see cref="MpsSolution"/>.</summary>
    /// <param name="given">A case that its rules have passed.</param>
    /// <param name="form">Which of the two programmes.</param>
    /// <param name="text">Where to.</param>
    public static void Write(CommitmentCase given, MpsForm form, TextWriter text) =>
        MpsText.Write(given.Name, ModelOf(given, form), text);

    internal static MpsModel ModelOf(CommitmentCase given, MpsForm form)
    {
        var model = new MpsModel();
        var names = ColumnNames.Of(given);
        var system = new SystemTerms(given);
        for (var i = 0; i < given.Thermal.Length; i++)
        {
            var columns = UnitColumns.Add(model, given, i, names);
            UnitRows.Add(model, given, columns);
            if (form == MpsForm.Reference) ReferenceRows.Add(model, given, columns, system);
            else TightRows.Add(model, given, columns, system);
            system.Add(columns);
        }
        SystemRows.Add(model, given, names, system);
        return model;
    }
}
