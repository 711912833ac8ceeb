using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Constants as C# writes them, under any culture.</summary>
internal static class Literal
{
    /// <summary>A constant of a simple type; null for anything else.</summary>
    public static string? Of(object? value) => value switch
    {
        null => "null",
        true => "true",
        false => "false",
        string text => Of(text),
        char c => "'" + (c == '"' ? "\"" : c == '\'' ? "\\'" : Escape(c)) + "'",
        byte or sbyte or short or ushort or int => Number(value),
        uint => Number(value) + "U",
        long => Number(value) + "L",
        ulong => Number(value) + "UL",
        decimal => Number(value) + "M",
        float f => float.IsNaN(f) ? "float.NaN"
            : float.IsInfinity(f) ? f > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity"
            : f.ToString("R", CultureInfo.InvariantCulture) + "F",
        double d => double.IsNaN(d) ? "double.NaN"
            : double.IsInfinity(d) ? d > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity"
            : d.ToString("R", CultureInfo.InvariantCulture) + "D",
        _ => null,
    };

    public static string Of(string text)
    {
        if (IsPlain(text))
            return "\"" + text + "\"";

        StringBuilder literal = new(text.Length + 2);
        literal.Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
                literal.Append(text[i]).Append(text[++i]);
            else
                literal.Append(Escape(text[i]));
        }

        return literal.Append('"').ToString();
    }

    /// <summary>A constant in an attribute.</summary>
    public static string? Of(TypedConstant constant, ExternAliases aliases) => constant switch
    {
        { IsNull: true } => "null",
        { Kind: TypedConstantKind.Enum, Type: INamedTypeSymbol type, Value: { } value } => OfEnum(type, value, aliases),
        { Kind: TypedConstantKind.Type, Value: ITypeSymbol type } => "typeof(" + TypeNames.Key(type, aliases) + ")",
        { Kind: TypedConstantKind.Primitive } => Of(constant.Value),
        _ => null,
    };

    public static string OfEnum(INamedTypeSymbol type, object value, ExternAliases aliases)
    {
        string name = TypeNames.Key(type, aliases);
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true } field && value.Equals(field.ConstantValue))
                return name + "." + Identifier.Escape(field.Name);
        }

        return "(" + name + ")(" + Number(value) + ")";
    }

    private static string Number(object value) => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture);

    private static bool IsPlain(string text)
    {
        foreach (char c in text)
        {
            if (c is < ' ' or > '~' or '"' or '\\')
                return false;
        }

        return true;
    }

    private static string Escape(char c)
    {
        switch (c)
        {
            case '"':
                return "\\\"";
            case '\\':
                return "\\\\";
            case '\n':
                return "\\n";
            case '\r':
                return "\\r";
            case '\t':
                return "\\t";
            default:
                bool isVisible = c == ' ' || char.IsLetterOrDigit(c) || char.IsPunctuation(c) || char.IsSymbol(c);
                return isVisible ? c.ToString() : "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture);
        }
    }
}
