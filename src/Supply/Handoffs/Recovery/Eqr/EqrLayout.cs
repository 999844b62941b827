using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Busbar.Supply.Handoffs.Recovery.Eqr;

/// <summary>Which of the three tables of a report.</summary>
public enum EqrSection
{
    /// <summary>Who files.</summary>
    Identification,
    /// <summary>Under which agreements.</summary>
    Contracts,
    /// <summary>What was sold.</summary>
    Transactions,
}

/// <summary>A column of a file: its printed header and the field it holds.</summary>
public sealed record EqrColumn(string Header, EqrField Field);

/// <summary>The columns of one table in the order that a file has them.</summary>
public sealed record EqrLayout
{
    private readonly FrozenDictionary<string, int> places;

    private EqrLayout(EqrSection section, bool isCurrent, ImmutableArray<EqrColumn> columns)
    {
        (Section, IsCurrent, Columns) = (section, isCurrent, columns);
        places = columns.Select((column, place) => (column.Field.Name, place)).ToFrozenDictionary(at => at.Name, at => at.place);
    }

    /// <summary>Which table.</summary>
    public EqrSection Section { get; }

    /// <summary>True for dictionary 4.0, false for FERC's layout of before 2013.</summary>
    public bool IsCurrent { get; }

    /// <summary>Its columns.</summary>
    public ImmutableArray<EqrColumn> Columns { get; }

    /// <summary>Dictionary 4.0. Headers are the field names with underscores, because a column of xBRL-CSV has no blanks.</summary>
    public static ImmutableArray<EqrLayout> Current { get; } =
    [
        Of(EqrSection.Identification, EqrDictionary.Identification), Of(EqrSection.Contracts, EqrDictionary.Contract),
        Of(EqrSection.Transactions, EqrDictionary.Transaction),
    ];

    /// <summary>FERC's own sample files, laid out as before 2013.</summary>
    public static ImmutableArray<EqrLayout> Former { get; } =
    [
        Of(EqrSection.Contracts, EqrDictionary.Contract,
        [
            ("contract_id", "Contract Unique ID"), ("seller_company_name", "Seller"), ("customer_company_name", "Customer Company Name"),
            ("customer_duns_number", "Customer DUNS Number"), ("contract_affiliate", "Contract Affiliate"),
            ("FERC_tariff_reference", "FERC Tariff Reference"), ("contract_service_agreement_id", "Contract Service Agreement ID"),
            ("contract_execution_date", "Contract Execution Date"),
            ("contract_commencement_date", "Commencement Date of Contract Terms"),
            ("contract_termination_date", "Contract Termination Date"), ("actual_termination_date", "Actual Termination Date"),
            ("extension_provision_description", "Extension Provision Description"), ("class_name", "Class Name"),
            ("term_name", "Term Name"), ("increment_name", "Increment Name"), ("increment_peaking_name", "Increment Peaking Name"),
            ("product_type_name", "Product Type"), ("product_name", "Product Name"), ("quantity", "Quantity"),
            ("units_for_contract", "Units"), ("rate", "Rate"), ("rate_minimum", "Rate Minimum"), ("rate_maximum", "Rate Maximum"),
            ("rate_description", "Rate Description"), ("units_for_rate", "Rate Units"), ("point_of_receipt_control_area", "PORBAA"),
            ("point_of_receipt_specific_location", "PORSL"), ("point_of_delivery_control_area", "PODBAA"),
            ("point_of_delivery_specific_location", "PODSL"), ("begin_date", "Begin Date"), ("end_date", "End Date"),
            ("time_zone", "Contract Time Zone"),
        ]),
        Of(EqrSection.Transactions, EqrDictionary.Transaction,
        [
            ("transaction_unique_identifier", "Transaction Unique ID"), ("seller_company_name", "Seller"),
            ("customer_company_name", "Customer Company Name"), ("customer_duns_number", "Customer DUNS Number"),
            ("tariff_reference", "FERC Tariff Reference"), ("contract_service_agreement", "Contract Service Agreement ID"),
            ("trans_id", "Transaction Identifier"), ("transaction_begin_date", "Transaction Begin Date"),
            ("transaction_end_date", "Transaction End Date"), ("time_zone", "Time Zone"), ("point_of_delivery_control_area", "PODBAA"),
            ("specific location", "PODSL"), ("class_name", "Class Name"), ("term_name", "Term Name"), ("increment_name", "Increment Name"),
            ("increment_peaking_name", "Increment Peaking Name"), ("product_name", "Product Name"),
            ("transaction_quantity", "Transaction Quantity"), ("price", "Price"), ("units", "Rate Units"),
            ("total_transmission_charge", "Total Transmission Charge"), ("transaction_charge", "Total Transaction Charge"),
        ]),
    ];

    /// <summary>The current layout of a table.</summary>
    public static EqrLayout CurrentOf(EqrSection section) => Current.First(layout => layout.Section == section);

    /// <summary>Where a field stands, or -1 in a layout without it.</summary>
    /// <exception cref="ArgumentException">No layout has such a field.</exception>
    public int PlaceOf(string field) => places.TryGetValue(field, out var place) ? place
        : EqrDictionary.Names.Contains(field) ? -1
        : throw new ArgumentException($"'{field}' is no field of the dictionary.", nameof(field));

    private static EqrLayout Of(EqrSection section, ImmutableArray<EqrField> fields) =>
        new(section, true, [.. fields.Select(field => new EqrColumn(field.Name.Replace(' ', '_'), field))]);

    private static EqrLayout Of(
        EqrSection section, ImmutableArray<EqrField> fields, ImmutableArray<(string Header, string Field)> columns) =>
        new(section, false, [.. columns.Select(column =>
            new EqrColumn(column.Header, fields.Concat(EqrDictionary.Withdrawn).First(field => field.Name == column.Field)))]);
}
