namespace AsyncJobs.Model.Tests.Callbacks;

/// <summary>How many messages there are of each chain, 15 at most.</summary>
/// <param name="Bits">Four bits for each.</param>
internal readonly record struct Messages(uint Bits)
{
    private const int BitsOfOne = 4;

    public bool IsEmpty => Bits == 0;

    /// <summary>Those of which there is a message, the first one first.</summary>
    public IEnumerable<byte> Chains
    {
        get
        {
            for (byte chain = 0; Bits >> (chain * BitsOfOne) != 0; chain++)
            {
                if (((Bits >> (chain * BitsOfOne)) & 0xF) != 0)
                    yield return chain;
            }
        }
    }

    public Messages And(byte chain) => new(Bits + One(chain));

    public Messages And(Messages others) => new(Bits + others.Bits);

    public Messages Without(byte chain) => new(Bits - One(chain));

    private static uint One(byte chain) => 1u << (chain * BitsOfOne);
}
