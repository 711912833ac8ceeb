using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>The types that System.Text.Json neither writes nor reads, or of which it writes what nobody can read.</summary>
/// <param name="What">What such a type is.</param>
/// <param name="Instead">What to do instead.</param>
internal sealed record UnwritableType(string What, string Instead)
{
    private const string Reflection = "System.Reflection";
    private const string Xml = "System.Xml";

    private static readonly UnwritableType s_type = new("a System.Type", "keep its name as a string");
    private static readonly UnwritableType s_reflection = new("an object of System.Reflection", "keep the names that are needed as strings");
    private static readonly UnwritableType s_delegate = new("a delegate", "keep what it gives");
    private static readonly UnwritableType s_native = new("a native integer", "use long or ulong");
    private static readonly UnwritableType s_pointer = new("a pointer", "keep the value that it points to");
    private static readonly UnwritableType s_refStruct = new("a ref struct", "use an array or a string, or mark the property [JsonIgnore]");
    private static readonly UnwritableType s_array = new("a multi-dimensional array", "use an array of arrays");
    private static readonly UnwritableType s_serialization = new("a SerializationInfo", "keep the values that are in it");
    private static readonly UnwritableType s_token = new("a CancellationToken", "mark the property [JsonIgnore]");
    private static readonly UnwritableType s_stream = new("a stream", "use byte[] or a string");
    private static readonly UnwritableType s_sequence = new("an asynchronous sequence", "use a list");

    private static readonly UnwritableType s_text = new("a reader or writer", "use a string or byte[]");
    private static readonly UnwritableType s_xml = new("an object of System.Xml", "use its text as a string");
    private static readonly UnwritableType s_client = new("an HTTP client", "use the address that is to be called");
    private static readonly UnwritableType s_data = new("an object of System.Data", "use a list of rows");

    // What System.Text.Json takes for an object of their properties, which says nothing or throws.
    private static readonly (string Namespace, string Name, UnwritableType Why)[] s_ofFramework =
    [
        ("System.Numerics", "BigInteger", new("a BigInteger", "use long, decimal or a string")),
        ("System.Numerics", "Complex", new("a Complex", "use a record of its two parts")),
        ("System.Text", "StringBuilder", new("a StringBuilder", "use a string")),
        ("System.Text.RegularExpressions", "Regex", new("a Regex", "use its pattern as a string")),
        ("System.Globalization", "CultureInfo", new("a CultureInfo", "use its name as a string")),
        ("System.Net", "IPAddress", new("an IPAddress", "use its text as a string")),
        ("System.Net", "EndPoint", new("an end point", "use its text as a string")),
        ("System.Net.Mail", "MailAddress", new("a MailAddress", "use its text as a string")),
        ("System.Net.Sockets", "Socket", new("a socket", "use the address that is to be called")),
        ("System.IO", "FileSystemInfo", new("a file or directory", "use its path as a string")),
        ("System.Threading", "Thread", new("a thread", "keep what it gives")),
        ("System.Linq.Expressions", "Expression", new("an expression tree", "keep what it gives")),
    ];

    /// <summary>Why a type cannot be written; null where it can, as far as its own name tells.</summary>
    public static UnwritableType? Of(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: > 1 } => s_array,
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => s_pointer,
        { TypeKind: TypeKind.Delegate } => s_delegate,
        { IsRefLikeType: true } => s_refStruct,
        { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => s_native,
        { SpecialType: SpecialType.System_Delegate or SpecialType.System_MulticastDelegate } => s_delegate,
        _ when type.DerivesFrom("System", "Type") => s_type,
        _ when type.DerivesFrom(Reflection, "MemberInfo") || type.DerivesFrom(Reflection, "Assembly") || type.DerivesFrom(Reflection, "Module")
            || type.DerivesFrom(Reflection, "ParameterInfo") => s_reflection,
        _ when type.Is("System.Runtime.Serialization", "SerializationInfo") => s_serialization,
        _ when type.Is("System.Threading", "CancellationToken") => s_token,
        _ when type.DerivesFrom("System.IO", "Stream") => s_stream,
        _ when type.DerivesFrom("System.IO", "TextReader") || type.DerivesFrom("System.IO", "TextWriter")
            || type.DerivesFrom("System.IO", "BinaryReader") || type.DerivesFrom("System.IO", "BinaryWriter") => s_text,
        _ when type.Is("System.Collections.Generic", "IAsyncEnumerable") || type.Is("System.Collections.Generic", "IAsyncEnumerator") => s_sequence,
        _ when type.DerivesFrom(Xml + ".Linq", "XObject") || type.DerivesFrom(Xml, "XmlNode")
            || type.DerivesFrom(Xml, "XmlReader") || type.DerivesFrom(Xml, "XmlWriter") => s_xml,
        _ when type.DerivesFrom("System.Net.Http", "HttpMessageInvoker") => s_client,
        _ when type.DerivesFrom("System.Data", "DataTable") || type.DerivesFrom("System.Data", "DataSet") => s_data,
        _ => OfFramework(type),
    };

    private static UnwritableType? OfFramework(ITypeSymbol type)
    {
        foreach ((string container, string name, UnwritableType why) in s_ofFramework)
        {
            if (type.DerivesFrom(container, name))
                return why;
        }

        return null;
    }
}
