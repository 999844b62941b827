using System.Collections.Frozen;
using System.Collections.Immutable;
using Busbar.Gateways.Shapes;

namespace Busbar.Gateways.Advisories.Rules;

/// <summary>Mandatory tests of 2.1 about SSVC: 6.1.47 and 6.1.48; 6.1.46 is the document's shape.</summary>
internal static class SsvcRules
{
    /// <summary>Decision points of the registered namespaces with their versions and their values in order (SSVC repository, 20 July
    /// 2026).</summary>
    private const string Points = """
        cisa:BOD2604:1.0.0=FSU/60D/14D/3D/3DF cisa:CISA:1.1.0=T/T*/AT/AC cisa:KEV:1.0.0=N/Y cisa:MP:1.0.0=M/S/E
        cisa:PE:1.0.0=N/Y cvss:AC:1.0.0,3.0.0,3.0.1=H/L cvss:AC:2.0.0=H/M/L cvss:AV:1.0.0=L/R cvss:AV:2.0.0=L/A/N
        cvss:AT:1.0.0=P/N cvss:AV:3.0.0,3.0.1=P/L/A/N cvss:Au:1.0.0=N/R cvss:Au:2.0.0=M/S/N cvss:AU:1.0.0=N/Y/X
        cvss:A:1.0.0=N/P/C cvss:A:2.0.0=N/L/H cvss:SA:1.0.0=N/L/H cvss:VA:3.0.0=N/L/H cvss:AR:1.0.0=L/M/H/ND
        cvss:AR:1.1.0,1.1.1=L/M/H/X cvss:AR_NoX:1.1.1=L/M/H cvss:CDP:1.0.0=N/L/M/H cvss:CDP:2.0.0=N/LM/MH/H/ND
        cvss:C:1.0.0=N/P/C cvss:C:2.0.0=N/L/H cvss:SC:1.0.0=N/L/H cvss:VC:3.0.0=N/L/H cvss:CR:1.0.0=L/M/H/ND
        cvss:CR:1.1.0,1.1.1=L/M/H/X cvss:CR_NoX:1.1.1=L/M/H cvss:CVSS:1.0.0=N/L/M/H/C cvss:EQ1:1.0.0=L/M/H cvss:EQ2:1.0.0=L/H
        cvss:EQ3:1.0.0=L/M/H cvss:EQ4:1.0.0=L/M/H cvss:EQ5:1.0.0=L/M/H cvss:EQ6:1.0.0=L/H cvss:E:1.2.0=U/POC/F/H/X
        cvss:E:2.0.0=U/P/A/X cvss:E_NoX:2.0.0=U/P/A cvss:E:1.0.0=U/P/F/H cvss:E:1.1.0=U/P/F/H/ND cvss:IB:1.0.0=N/C/I/A
        cvss:I:1.0.0=N/P/C cvss:I:2.0.0=N/L/H cvss:SI:1.0.0=N/L/H cvss:VI:3.0.0=N/L/H cvss:IR:1.0.0=L/M/H/ND
        cvss:IR:1.1.0,1.1.1=L/M/H/X cvss:IR_NoX:1.1.1=L/M/H cvss:MAC:3.0.0,3.0.1=H/L/X cvss:MAT:1.0.0=P/N/X
        cvss:MAV:3.0.0,3.0.1=P/L/A/N/X cvss:MA:2.0.0=N/L/H/X cvss:MSA:1.0.0=N/L/H/X cvss:MSA:1.0.1=N/L/H/X/S
        cvss:MSA_NoX:1.0.1=N/L/H/S cvss:MVA:3.0.0=N/L/H/X cvss:MC:2.0.0=N/L/H/X cvss:MSC:1.0.0,1.0.1=N/L/H/X
        cvss:MVC:3.0.0=N/L/H/X cvss:MI:2.0.0=N/L/H/X cvss:MSI:1.0.0=N/L/H/X cvss:MSI:1.0.1=N/L/H/X/S cvss:MSI_NoX:1.0.1=N/L/H/S
        cvss:MVI:3.0.0=N/L/H/X cvss:MPR:1.0.0,1.0.1=H/L/N/X cvss:MS:1.0.0=U/C/X cvss:MUI:1.0.0=R/N/X cvss:MUI:2.0.0=A/P/N/X
        cvss:PR:1.0.0,1.0.1=H/L/N cvss:U:1.0.0=X/C/G/A/R cvss:R:1.0.0=X/A/U/I cvss:RL:1.0.0=OF/TF/W/U cvss:RL:1.1.0=OF/TF/W/U/X
        cvss:RC:1.0.0=UC/UR/C cvss:RC:1.1.0=UC/UR/C/ND cvss:RC:2.0.0=U/R/C/X cvss:SF:1.0.0=X/P/N cvss:S:1.0.0=U/C
        cvss:TD:1.0.0=N/L/M/H cvss:TD:1.1.0=N/L/M/H/X cvss:UI:1.0.0=R/N cvss:UI:2.0.0=A/P/N cvss:V:1.0.0=X/D/C
        cvss:RE:1.0.0=X/L/M/H ssvc:A:2.0.0=N/Y ssvc:CS:1.0.0=N/Y ssvc:COORDINATE:1.0.0,1.0.1=D/T/C ssvc:DSOI:1.0.0=D/S/O/I
        ssvc:E:1.0.0,1.1.0=N/P/A ssvc:HVA:1.0.0=N/Y ssvc:HI:2.0.0,2.0.1,2.0.2=L/M/H/VH ssvc:MWI:1.0.0=L/M/H
        ssvc:MI:1.0.0=N/NED/MSC/MEF/MF ssvc:MI:2.0.0=D/MSC/MEF/MF ssvc:PSI:2.0.0,2.0.1=M/S ssvc:PVA:1.0.0=L/A/P
        ssvc:PWI:1.1.0=M/MA/I ssvc:PUBLISH:1.0.0=N/P ssvc:RC:1.0.0=NC/C ssvc:RP:1.0.0=Y/N ssvc:SI:1.0.0=N/M/J/H/C
        ssvc:SI:2.0.0,2.0.1=N/M/R/C ssvc:SC:1.0.0=O/M ssvc:SCON:1.0.0=N/Y ssvc:SE:1.0.0=A/U ssvc:SINV:1.0.0=FR/C/UU
        ssvc:EXP:1.0.0=S/C/U ssvc:EXP:1.0.1=S/C/O ssvc:TI:1.0.0=P/T ssvc:U:1.0.0,1.0.1=L/E/S ssvc:VD:1.0.0=D/C ssvc:V:1.0.0=S/R
        """;

    private static readonly FrozenDictionary<string, string[]> known = Points.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(each => each.Split(':', '=')).SelectMany(part => part[2].Split(',').Select(version =>
            KeyValuePair.Create($"{part[0]} {part[1]} {version}", part[3].Split('/')))).ToFrozenDictionary();

    private static readonly ImmutableHashSet<string> registered = ["cisa", "cvss", "ssvc"];

    public static ImmutableArray<CsafRule> All { get; } = [new("6.1.47", OtherTarget), new("6.1.48", OtherPoint)];

    private static IEnumerable<(Node.Map Vulnerability, Node.Map Ssvc)> Each(CsafDocument file) =>
        from vulnerability in file.Vulnerabilities
        from metric in vulnerability.Maps("metrics")
        where CsafDocument.Map(metric, "content")["ssvc_v2"] is Node.Map
        select (vulnerability, CsafDocument.Map(CsafDocument.Map(metric, "content"), "ssvc_v2"));

    /// <summary>The document's own identifier says which of several vulnerabilities is meant no more than nothing does.</summary>
    private static IEnumerable<CsafFault> OtherTarget(CsafDocument file) =>
        from each in Each(file)
        let ids = each.Vulnerability.Maps("ids").Select(id => id.Text("text")).Append(each.Vulnerability.Text("cve"))
        from target in each.Ssvc.Texts("target_ids")
        where !ids.Contains(target) || (target == file.Tracking.Text("id") && file.Vulnerabilities.Length > 1)
        select new CsafFault(each.Ssvc, $"SSVC is about '{target}', which this vulnerability is not");

    /// <summary>An extension of a registered namespace may leave values out, not add or turn them round.</summary>
    private static IEnumerable<CsafFault> OtherPoint(CsafDocument file)
    {
        foreach (var point in Each(file).SelectMany(each => each.Ssvc.Maps("selections")))
        {
            var space = point.Text("namespace")!.Split('/', '#', '$')[0];
            if (space == "invalid") yield return new(point, "The namespace 'invalid' is valid nowhere");
            if (!registered.Contains(space)) continue;
            var name = $"{space} {point.Text("key")} {point.Text("version")}";
            if (!known.TryGetValue(name, out var values)) yield return new(point, $"SSVC has no decision point {name}");
            else if (point.Maps("values").Select(each => Array.IndexOf(values, each.Text("key"))).ToList() is var places
                && (places.Contains(-1) || places.Zip(places.Skip(1)).Any(pair => pair.First >= pair.Second)))
                yield return new(point, $"{name} has the values {string.Join(", ", values)}, in this order");
        }
    }
}
