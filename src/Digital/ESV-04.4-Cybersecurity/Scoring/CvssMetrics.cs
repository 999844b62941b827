using System.Collections.Immutable;

namespace Busbar.Digital.Cybersecurity.Scoring;

/// <summary>One metric: its name, its values (in version 4 from worst to least), and whether a vector must state it.</summary>
internal sealed record CvssMetric(string Name, ImmutableArray<string> Values, bool IsNeeded)
{
    /// <summary>The place from 1 of "not defined"; 0 where the metric has no such value.</summary>
    public int Undefined { get; } = Values.IndexOf("X") is var x and >= 0 ? x + 1 : Values.IndexOf("ND") + 1;
}

/// <summary>The metrics of each version in the order of its vector: CVSS v2.0 guide section 2, v3.0 and v3.1 specification table 15, v4.0
/// specification table 23.</summary>
internal static class CvssMetrics
{
    private static readonly ImmutableArray<CvssMetric> version2 = Read("AV L,A,N|AC H,M,L|Au M,S,N|C N,P,C|I N,P,C|A N,P,C",
        "E ND,U,POC,F,H|RL ND,OF,TF,W,U|RC ND,UC,UR,C|CDP ND,N,L,LM,MH,H|TD ND,N,L,M,H|CR ND,L,M,H|IR ND,L,M,H|AR ND,L,M,H");

    private static readonly ImmutableArray<CvssMetric> version3 = Read(
        "AV N,A,L,P|AC L,H|PR N,L,H|UI N,R|S U,C|C H,L,N|I H,L,N|A H,L,N",
        "E X,H,F,P,U|RL X,U,W,T,O|RC X,C,R,U|CR X,H,M,L|IR X,H,M,L|AR X,H,M,L|"
        + "MAV N,A,L,P,X|MAC L,H,X|MPR N,L,H,X|MUI N,R,X|MS U,C,X|MC H,L,N,X|MI H,L,N,X|MA H,L,N,X");

    private static readonly ImmutableArray<CvssMetric> version4 = Read(
        "AV N,A,L,P|AC L,H|AT N,P|PR N,L,H|UI N,P,A|VC H,L,N|VI H,L,N|VA H,L,N|SC H,L,N|SI H,L,N|SA H,L,N",
        "E A,P,U,X|CR H,M,L,X|IR H,M,L,X|AR H,M,L,X|MAV N,A,L,P,X|MAC L,H,X|MAT N,P,X|MPR N,L,H,X|MUI N,P,A,X|"
        + "MVC H,L,N,X|MVI H,L,N,X|MVA H,L,N,X|MSC H,L,N,X|MSI S,H,L,N,X|MSA S,H,L,N,X|"
        + "S N,P,X|AU N,Y,X|R A,U,I,X|V D,C,X|RE L,M,H,X|U Clear,Green,Amber,Red,X");

    public static ImmutableArray<CvssMetric> Of(CvssVersion version) => version switch
    {
        CvssVersion.V2 => version2,
        CvssVersion.V40 => version4,
        _ => version3,
    };

    public static string Prefix(CvssVersion version) => version switch
    {
        CvssVersion.V2 => "",
        CvssVersion.V30 => "CVSS:3.0/",
        CvssVersion.V31 => "CVSS:3.1/",
        _ => "CVSS:4.0/",
    };

    private static ImmutableArray<CvssMetric> Read(string needed, string optional) =>
        [.. needed.Split('|').Select(text => One(text, true)), .. optional.Split('|').Select(text => One(text, false))];

    private static CvssMetric One(string text, bool isNeeded) =>
        text.Split(' ') is [var name, var values] ? new(name, [.. values.Split(',')], isNeeded)
            : throw new ArgumentException($"'{text}' is no metric.", nameof(text));
}
