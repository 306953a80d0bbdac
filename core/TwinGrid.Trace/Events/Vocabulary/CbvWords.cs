namespace TwinGrid.Trace.Events.Vocabulary;

/// <summary>The words of the standard vocabularies as EPCIS 2.0 JSON writes them.</summary>
internal static class CbvWords
{
    /// <summary>Business steps, CBV 2.0 section 7.1.</summary>
    public static readonly string[] BizSteps =
    [
        "accepting", "arriving", "assembling", "collecting", "commissioning", "consigning", "creating_class_instance",
        "cycle_counting", "decommissioning", "departing", "destroying", "disassembling", "dispensing", "encoding",
        "entering_exiting", "holding", "inspecting", "installing", "killing", "loading", "other", "packing", "picking",
        "receiving", "removing", "repackaging", "repairing", "replacing", "reserving", "retail_selling", "shipping",
        "staging_outbound", "stock_taking", "stocking", "storing", "transporting", "unloading", "unpacking", "void_shipping",
        "sensor_reporting", "sampling",
    ];

    /// <summary>Dispositions, CBV 2.0 section 7.2.</summary>
    public static readonly string[] Dispositions =
    [
        "active", "container_closed", "damaged", "destroyed", "dispensed", "disposed", "encoded", "expired", "in_progress",
        "in_transit", "inactive", "no_pedigree_match", "non_sellable_other", "partially_dispensed", "recalled", "reserved",
        "retail_sold", "returned", "sellable_accessible", "sellable_not_accessible", "stolen", "unknown", "available",
        "completeness_verified", "completeness_inferred", "conformant", "container_open", "mismatch_instance", "mismatch_class",
        "mismatch_quantity", "needs_replacement", "non_conformant", "unavailable",
    ];

    /// <summary>Types of business transactions, CBV 2.0 section 7.3.</summary>
    public static readonly string[] BizTransactionTypes =
    [
        "bol", "cert", "desadv", "inv", "pedigree", "po", "poc", "prodorder", "recadv", "rma", "testprd", "testres", "upevt",
    ];

    /// <summary>Types of sources and destinations, CBV 2.0 section 7.4.</summary>
    public static readonly string[] SourceDestTypes =
    [
        "owning_party", "possessing_party", "location",
    ];

    /// <summary>Reasons of error declarations, CBV 2.0 section 7.5.</summary>
    public static readonly string[] ErrorReasons =
    [
        "did_not_occur", "incorrect_data",
    ];

    /// <summary>Components of sensor measurements.</summary>
    public static readonly string[] Components =
    [
        "x", "y", "z", "axial_distance", "azimuth", "height", "spherical_radius", "polar_angle", "elevation_angle", "easting",
        "northing", "latitude", "longitude", "altitude",
    ];

    /// <summary>Types of sensor measurements, GS1 Web Vocabulary.</summary>
    public static readonly string[] MeasurementTypes =
    [
        "AbsoluteHumidity", "AbsorbedDose", "AbsorbedDoseRate", "Acceleration", "Radioactivity", "Altitude", "AmountOfSubstance",
        "AmountOfSubstancePerUnitVolume", "Angle", "AngularAcceleration", "AngularMomentum", "AngularVelocity", "Area",
        "Capacitance", "Conductance", "Conductivity", "Count", "Density", "Dimensionless", "DoseEquivalent", "DoseEquivalentRate",
        "DynamicViscosity", "ElectricCharge", "ElectricCurrent", "ElectricCurrentDensity", "ElectricFieldStrength", "Energy",
        "Exposure", "Force", "Frequency", "Illuminance", "Inductance", "Irradiance", "KinematicViscosity", "Length",
        "LinearMomentum", "Luminance", "LuminousFlux", "LuminousIntensity", "MagneticFlux", "MagneticFluxDensity",
        "MagneticVectorPotential", "Mass", "MassConcentration", "MassFlowRate", "MassPerAreaTime", "MemoryCapacity",
        "MolalityOfSolute", "MolarEnergy", "MolarMass", "MolarVolume", "Power", "Pressure", "RadiantFlux", "RadiantIntensity",
        "RelativeHumidity", "Resistance", "Resistivity", "SolidAngle", "SpecificVolume", "Speed", "SurfaceDensity",
        "SurfaceTension", "Temperature", "Time", "Torque", "Voltage", "Volume", "VolumeFlowRate", "VolumeFraction",
        "VolumetricFlux", "Wavenumber",
    ];

    /// <summary>Types of sensor alerts, GS1 Web Vocabulary.</summary>
    public static readonly string[] SensorAlertTypes =
    [
        "ALARM_CONDITION", "ERROR_CONDITION",
    ];
}
