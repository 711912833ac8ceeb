using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>The types that System.Text.Json refuses to write.</summary>
/// <param name="What">What such a type is.</param>
/// <param name="Instead">What to do instead.</param>
internal sealed record UnwritableType(string What, string Instead)
{
    private const string Reflection = "System.Reflection";

    private static readonly UnwritableType s_type = new("a System.Type", "keep its name as a string");
    private static readonly UnwritableType s_reflection = new("an object of System.Reflection", "keep the names that are needed as strings");
    private static readonly UnwritableType s_delegate = new("a delegate", "keep what it gives");
    private static readonly UnwritableType s_native = new("a native integer", "use long or ulong");
    private static readonly UnwritableType s_pointer = new("a pointer", "keep the value that it points to");
    private static readonly UnwritableType s_refStruct = new("a ref struct", "use an array or a string, or mark the property [JsonIgnore]");
    private static readonly UnwritableType s_array = new("a multi-dimensional array", "use an array of arrays");
    private static readonly UnwritableType s_serialization = new("a SerializationInfo", "keep the values that are in it");
    private static readonly UnwritableType s_token = new("a CancellationToken", "mark the property [JsonIgnore]");
    private static readonly UnwritableType s_stream = new("a stream", "read it into a string or an array");
    private static readonly UnwritableType s_sequence = new("an asynchronous sequence", "read it into a list");

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
        _ when type.Is("System.Collections.Generic", "IAsyncEnumerable") => s_sequence,
        _ => null,
    };
}
