namespace Microsoft.CodeAnalysis;

/// <summary>
/// Hides a type from other assemblies, friends too. Each assembly is linked with its own copy of these sources, and a friend would find two types of
/// one name.
/// </summary>
[Embedded]
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Interface | AttributeTargets.Delegate)]
internal sealed class EmbeddedAttribute : Attribute;
