using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>What a fault is about. An analyzer turns it into a location; the generator never does, since that costs time.</summary>
internal readonly struct FaultSite
{
    private FaultSite(FaultPart part, ISymbol? symbol, AttributeData? attribute, string? detail, int index = 0)
    {
        Part = part;
        Symbol = symbol;
        Attribute = attribute;
        Detail = detail;
        Index = index;
    }

    public FaultPart Part { get; }

    public ISymbol? Symbol { get; }

    public AttributeData? Attribute { get; }

    /// <summary>A property of the attribute, or the text within its route.</summary>
    public string? Detail { get; }

    /// <summary>Which item of the property's list.</summary>
    public int Index { get; }

    public static FaultSite Name(ISymbol symbol) => new(FaultPart.Name, symbol, null, null);

    public static FaultSite TypeOf(ISymbol symbol) => new(FaultPart.Type, symbol, null, null);

    public static FaultSite Whole(AttributeData attribute) => new(FaultPart.Attribute, null, attribute, null);

    public static FaultSite Route(AttributeData attribute, string? text = null) => new(FaultPart.Route, null, attribute, text);

    public static FaultSite Property(AttributeData attribute, string name) => new(FaultPart.Property, null, attribute, name);

    public static FaultSite Element(AttributeData attribute, string name, int index) => new(FaultPart.Element, null, attribute, name, index);
}
