namespace TwinGrid.Embedded;

/// <summary>
/// The activations of one grain class, by key: a hash table whose entries are the activations themselves, each linked to the next of its
/// bucket, so that one costs sixteen bytes here. Looking up takes no lock; a key that isn't found is looked for again with it, because
/// a table that is just growing may hide one.
/// </summary>
internal sealed class ActivationDirectory
{
    private const int Shards = 64; // a power of two

    private readonly Shard[] _shards = [.. Enumerable.Range(0, Shards).Select(_ => new Shard())];

    /// <summary>Whether nothing is in it.</summary>
    public bool IsEmpty => Array.TrueForAll(_shards, static shard => shard.IsEmpty);

    /// <summary>All that are in it, a shard at a time; what comes and goes meanwhile may be among them or not.</summary>
    public IEnumerable<Activation> All => _shards.SelectMany(static shard => shard.ToArray());

    /// <summary>The activation of a key; null for none.</summary>
    public Activation? Find(string key)
    {
        int hash = key.GetHashCode(StringComparison.Ordinal);
        return ShardOf(hash).Find(key, hash);
    }

    /// <summary>The activation of a key, made by <paramref name="make"/> where there is none.</summary>
    public Activation FindOrAdd(string key, Func<string, Activation> make)
    {
        int hash = key.GetHashCode(StringComparison.Ordinal);
        return ShardOf(hash).FindOrAdd(key, hash, make);
    }

    /// <summary>Takes an activation out, or puts its successor of the same key in its place.</summary>
    public void Replace(Activation ended, Activation? successor)
    {
        int hash = ended.Key.GetHashCode(StringComparison.Ordinal);
        ShardOf(hash).Replace(ended, successor, hash);
    }

    private Shard ShardOf(int hash) => _shards[hash & (Shards - 1)];

    private sealed class Shard
    {
        private const int MostInBucket = 2; // on average

        private readonly Lock _gate = new();
        private Activation?[] _buckets = new Activation?[4];
        private int _count;

        public bool IsEmpty => Volatile.Read(ref _count) == 0;

        public Activation? Find(string key, int hash)
        {
            if (Search(Volatile.Read(ref _buckets), key, hash) is { } found)
            {
                return found;
            }

            lock (_gate)
            {
                return Search(_buckets, key, hash);
            }
        }

        public Activation FindOrAdd(string key, int hash, Func<string, Activation> make)
        {
            lock (_gate)
            {
                if (Search(_buckets, key, hash) is { } known)
                {
                    return known;
                }

                var made = make(key);
                Add(made, hash);
                return made;
            }
        }

        public void Replace(Activation ended, Activation? successor, int hash)
        {
            lock (_gate)
            {
                ref var link = ref BucketOf(_buckets, hash);
                while (link is not null && !ReferenceEquals(link, ended))
                {
                    link = ref link.NextInBucket;
                }

                if (link is null)
                {
                    return;
                }

                // Who stands on the one that ends goes on behind it: it keeps its link.
                if (successor is not null)
                {
                    successor.NextInBucket = ended.NextInBucket;
                    Volatile.Write(ref link, successor);
                }
                else
                {
                    Volatile.Write(ref link, ended.NextInBucket);
                    Volatile.Write(ref _count, _count - 1);
                }
            }
        }

        public Activation[] ToArray()
        {
            lock (_gate)
            {
                var all = new Activation[_count];
                var filled = 0;
                foreach (var head in _buckets)
                {
                    for (var activation = head; activation is not null; activation = activation.NextInBucket)
                    {
                        all[filled++] = activation;
                    }
                }

                return all;
            }
        }

        private static ref Activation? BucketOf(Activation?[] buckets, int hash) =>
            ref buckets[(int)((uint)hash / Shards) & (buckets.Length - 1)];

        private static Activation? Search(Activation?[] buckets, string key, int hash)
        {
            var activation = Volatile.Read(ref BucketOf(buckets, hash));
            while (activation is not null && !string.Equals(activation.Key, key, StringComparison.Ordinal))
            {
                activation = Volatile.Read(ref activation.NextInBucket);
            }

            return activation;
        }

        private void Add(Activation made, int hash)
        {
            if (_count >= MostInBucket * _buckets.Length)
            {
                Grow();
            }

            ref var bucket = ref BucketOf(_buckets, hash);
            made.NextInBucket = bucket;
            Volatile.Write(ref bucket, made);
            Volatile.Write(ref _count, _count + 1);
        }

        /// <summary>Who reads meanwhile may be led into another bucket: it finds its end there, and nothing, and comes back with the lock.</summary>
        private void Grow()
        {
            var larger = new Activation?[2 * _buckets.Length];
            foreach (var head in _buckets)
            {
                for (var activation = head; activation is not null;)
                {
                    var next = activation.NextInBucket;
                    ref var bucket = ref BucketOf(larger, activation.Key.GetHashCode(StringComparison.Ordinal));
                    Volatile.Write(ref activation.NextInBucket, bucket);
                    bucket = activation;
                    activation = next;
                }
            }

            Volatile.Write(ref _buckets, larger);
        }
    }
}
