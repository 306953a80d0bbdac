using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>Anything that can be called through a reference.</summary>
    public interface IAddressable
    {
    }
}

namespace Orleans
{
    /// <summary>The base of all grain interfaces.</summary>
    public interface IGrain : IAddressable
    {
    }

    /// <summary>The base of grain interfaces whose grains are named by a string.</summary>
    public interface IGrainWithStringKey : IGrain
    {
    }
}
