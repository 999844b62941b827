namespace Busbar.Gateways.Bills;

/// <summary>How it was made, and cryptography: CycloneDX 1.4 to 1.7 (ECMA-424), in the notation of <see cref="Shapes.Grammar"/>; versions by their minor
/// number.</summary>
internal static class CycloneDxWorkflow
{
    public const string Grammar = """
        formula = {bom-ref:refType components:[component]* services:[service]* workflows:[workflow]* properties:[property]}
        workflow = {bom-ref!:refType uid!:text name:text description:text resourceReferences:[resourceReferenceChoice]* tasks:[task]*
            taskDependencies:[dependency]* taskTypes!:[taskType] trigger:trigger steps:[step]* inputs:[inputType]* outputs:[outputType]*
            timeStart:time timeEnd:time workspaces:[workspace]* runtimeTopology:[dependency]* properties:[property]}
        task = {bom-ref!:refType uid!:text name:text description:text resourceReferences:[resourceReferenceChoice]*
            taskTypes!:[taskType] trigger:trigger steps:[step]* inputs:[inputType]* outputs:[outputType]* timeStart:time timeEnd:time
            workspaces:[workspace]* runtimeTopology:[dependency]* properties:[property]}
        step = {name:text description:text commands:[command] properties:[property]}
        command = {executed:text properties:[property]}
        workspace = {bom-ref!:refType uid!:text name:text aliases:[text] description:text resourceReferences:[resourceReferenceChoice]*
            accessMode:(read-only read-write read-write-once write-once write-only) mountPath:text managedDataType:text
            volumeRequest:text volume:volume properties:[property]}
        volume = {uid:text name:text mode:(filesystem block) path:text sizeAllocated:text persistent:flag remote:flag
            properties:[property]}
        trigger = {bom-ref!:refType uid!:text name:text description:text resourceReferences:[resourceReferenceChoice]* type!:(manual api
            webhook scheduled) event:event conditions:[condition]* timeActivated:time inputs:[inputType]* outputs:[outputType]*
            properties:[property]}
        event = {uid:text description:text timeReceived:time data:attachment source:resourceReferenceChoice
            target:resourceReferenceChoice properties:[property]}
        inputType = {source:resourceReferenceChoice target:resourceReferenceChoice resource:resourceReferenceChoice
            parameters:[parameter]* environmentVars:[<property ^ text>]* data:attachment properties:[property] =1(resource parameters
            environmentVars data)}
        outputType = {type:(artifact attestation log evidence metrics other) source:resourceReferenceChoice
            target:resourceReferenceChoice resource:resourceReferenceChoice data:attachment environmentVars:[<property ^ text>]*
            properties:[property] =1(resource environmentVars data)}
        resourceReferenceChoice = {ref:<refLinkType / bomLinkElementType> externalReference:externalReference =1(ref externalReference)}
        condition = {description:text expression:text properties:[property]}
        taskType = (copy clone lint scan merge build test deliver deploy release clean other)
        parameter = {name:text value:text dataType:text}
        cryptoProperties = {assetType!:(algorithm certificate protocol related-crypto-material) algorithmProperties:{primitive:(drbg mac
            block-cipher stream-cipher signature hash pke xof kdf key-agree kem ae combiner other unknown @7 key-wrap)
            parameterSetIdentifier:text curve:text executionEnvironment:(software-plain-ram software-encrypted-ram software-tee hardware
            other unknown) implementationPlatform:(generic x86_32 x86_64 armv7-a armv7-m armv8-a armv8-m armv9-a armv9-m s390x ppc64
            ppc64le other unknown) certificationLevel:[(none fips140-1-l1 fips140-1-l2 fips140-1-l3 fips140-1-l4 fips140-2-l1
            fips140-2-l2 fips140-2-l3 fips140-2-l4 fips140-3-l1 fips140-3-l2 fips140-3-l3 fips140-3-l4 cc-eal1 cc-eal1+ cc-eal2 cc-eal2+
            cc-eal3 cc-eal3+ cc-eal4 cc-eal4+ cc-eal5 cc-eal5+ cc-eal6 cc-eal6+ cc-eal7 cc-eal7+ other unknown)] mode:(cbc ecb ccm gcm
            cfb ofb ctr other unknown) padding:(pkcs5 pkcs7 pkcs1v15 oaep raw other unknown) cryptoFunctions:[(generate keygen encrypt
            decrypt digest tag keyderive sign verify encapsulate decapsulate other unknown)] classicalSecurityLevel:int(0..)
            nistQuantumSecurityLevel:int(0..6) algorithmFamily@7:(3DES 3GPP-XOR A5/1 A5/2 AES ARIA Argon2 Ascon BLAKE2 BLAKE3 BLS
            Blowfish CAMELLIA CAST5 CAST6 CMAC CMEA CTR_DRBG ChaCha ChaCha20 DES DSA ECDH ECDSA ECIES EdDSA ElGamal FFDH Fortuna GOST HC
            HKDF HMAC HMAC_DRBG HPKE Hash_DRBG IDEA IKE-PRF J-PAKE LMS MD2 MD4 MD5 MILENAGE ML-DSA ML-KEM MQV OPAQUE PBES1 PBES2 PBKDF1
            PBKDF2 PBMAC1 Poly1305 RABBIT RC2 RC4 RC5 RC6 RIPEMD RSAES-OAEP RSAES-PKCS1 RSASSA-PKCS1 RSASSA-PSS SEED SHA-1 SHA-2 SHA-3
            SLH-DSA SM2 SM3 SM4 SM9 SNOW3G SP800-108 SPAKE2 SPAKE2PLUS SRP Salsa20 Serpent SipHash Skipjack TUAK Twofish UMAC Whirlpool
            X3DH XMSS Yarrow ZUC bcrypt scrypt yescrypt) ellipticCurve@7:(anssi/FRP256v1 bls/BLS12-377 bls/BLS12-381 bls/BLS12-446
            bls/BLS12-455 bls/BLS12-638 bls/BLS24-477 bls/Bandersnatch bn/bn158 bn/bn190 bn/bn222 bn/bn254 bn/bn286 bn/bn318 bn/bn350
            bn/bn382 bn/bn414 bn/bn446 bn/bn478 bn/bn510 bn/bn542 bn/bn574 bn/bn606 bn/bn638 brainpool/brainpoolP160r1
            brainpool/brainpoolP160t1 brainpool/brainpoolP192r1 brainpool/brainpoolP192t1 brainpool/brainpoolP224r1
            brainpool/brainpoolP224t1 brainpool/brainpoolP256r1 brainpool/brainpoolP256t1 brainpool/brainpoolP320r1
            brainpool/brainpoolP320t1 brainpool/brainpoolP384r1 brainpool/brainpoolP384t1 brainpool/brainpoolP512r1
            brainpool/brainpoolP512t1 gost/gost256 gost/gost512 gost/id-GostR3410-2001-CryptoPro-A-ParamSet
            gost/id-GostR3410-2001-CryptoPro-B-ParamSet gost/id-GostR3410-2001-CryptoPro-C-ParamSet
            gost/id-tc26-gost-3410-12-512-paramSetA gost/id-tc26-gost-3410-12-512-paramSetB gost/id-tc26-gost-3410-2012-256-paramSetA
            gost/id-tc26-gost-3410-2012-512-paramSetC mnt/mnt1 mnt/mnt2/1 mnt/mnt2/2 mnt/mnt3/1 mnt/mnt3/2 mnt/mnt3/3 mnt/mnt4
            mnt/mnt5/1 mnt/mnt5/2 mnt/mnt5/3 nist/B-163 nist/B-233 nist/B-283 nist/B-409 nist/B-571 nist/K-163 nist/K-233 nist/K-283
            nist/K-409 nist/K-571 nist/P-192 nist/P-224 nist/P-256 nist/P-384 nist/P-521 nums/ed-254-mont nums/ed-255-mers
            nums/ed-256-mont nums/ed-382-mont nums/ed-383-mers nums/ed-384-mont nums/ed-510-mont nums/ed-511-mers nums/ed-512-mont
            nums/numsp256d1 nums/numsp256t1 nums/numsp384d1 nums/numsp384t1 nums/numsp512d1 nums/numsp512t1 nums/w-254-mont
            nums/w-255-mers nums/w-256-mont nums/w-382-mont nums/w-383-mers nums/w-384-mont nums/w-510-mont nums/w-511-mers
            nums/w-512-mont oakley/192-bit~Random~ECP~Group oakley/224-bit~Random~ECP~Group oakley/256-bit~Random~ECP~Group
            oakley/384-bit~Random~ECP~Group oakley/521-bit~Random~ECP~Group oakley/Oakley~Group~3 oakley/Oakley~Group~4 oscaa/SM2
            other/BADA55-R-256 other/BADA55-VPR-224 other/BADA55-VPR2-224 other/BADA55-VR-224 other/BADA55-VR-256 other/BADA55-VR-384
            other/Curve1174 other/Curve22103 other/Curve25519 other/Curve383187 other/Curve41417 other/Curve4417 other/Curve448
            other/Curve67254 other/E-222 other/E-382 other/E-521 other/Ed25519 other/Ed448 other/Ed448-Goldilocks other/FourQ
            other/Fp224BN other/Fp254BNa other/Fp254BNb other/Fp254n2BNa other/Fp256BN other/Fp384BN other/Fp512BN other/JubJub
            other/M-221 other/M-383 other/M-511 other/MDC201601 other/Pallas other/Tom-256 other/Tom-384 other/Tom-521 other/Tweedledee
            other/Tweedledum other/Vesta other/ssc-160 other/ssc-192 other/ssc-224 other/ssc-256 other/ssc-288 other/ssc-320
            other/ssc-384 other/ssc-512 secg/secp112r1 secg/secp112r2 secg/secp128r1 secg/secp128r2 secg/secp160k1 secg/secp160r1
            secg/secp160r2 secg/secp192k1 secg/secp192r1 secg/secp224k1 secg/secp224r1 secg/secp256k1 secg/secp256r1 secg/secp384r1
            secg/secp521r1 secg/sect113r1 secg/sect113r2 secg/sect131r1 secg/sect131r2 secg/sect163k1 secg/sect163r1 secg/sect163r2
            secg/sect193r1 secg/sect193r2 secg/sect233k1 secg/sect233r1 secg/sect239k1 secg/sect283k1 secg/sect283r1 secg/sect409k1
            secg/sect409r1 secg/sect571k1 secg/sect571r1 wtls/wap-wsg-idm-ecid-wtls1 wtls/wap-wsg-idm-ecid-wtls10
            wtls/wap-wsg-idm-ecid-wtls11 wtls/wap-wsg-idm-ecid-wtls12 wtls/wap-wsg-idm-ecid-wtls3 wtls/wap-wsg-idm-ecid-wtls4
            wtls/wap-wsg-idm-ecid-wtls5 wtls/wap-wsg-idm-ecid-wtls6 wtls/wap-wsg-idm-ecid-wtls7 wtls/wap-wsg-idm-ecid-wtls8
            wtls/wap-wsg-idm-ecid-wtls9 x962/c2onb191v4 x962/c2onb191v5 x962/c2onb239v4 x962/c2onb239v5 x962/c2pnb163v1 x962/c2pnb163v2
            x962/c2pnb163v3 x962/c2pnb176w1 x962/c2pnb208w1 x962/c2pnb272w1 x962/c2pnb304w1 x962/c2pnb368w1 x962/c2tnb191v1
            x962/c2tnb191v2 x962/c2tnb191v3 x962/c2tnb239v1 x962/c2tnb239v2 x962/c2tnb239v3 x962/c2tnb359v1 x962/c2tnb431r1
            x962/prime192v1 x962/prime192v2 x962/prime192v3 x962/prime239v1 x962/prime239v2 x962/prime239v3 x962/prime256v1
            x963/ansip160k1 x963/ansip160r1 x963/ansip160r2 x963/ansip192k1 x963/ansip224k1 x963/ansip224r1 x963/ansip256k1
            x963/ansip384r1 x963/ansip521r1 x963/ansit163k1 x963/ansit163r1 x963/ansit163r2 x963/ansit193r1 x963/ansit193r2
            x963/ansit233k1 x963/ansit233r1 x963/ansit239k1 x963/ansit283k1 x963/ansit283r1 x963/ansit409k1 x963/ansit409r1
            x963/ansit571k1 x963/ansit571r1)} certificateProperties:{subjectName:text issuerName:text notValidBefore:time
            notValidAfter:time signatureAlgorithmRef:refType subjectPublicKeyRef:refType certificateFormat:text
            certificateExtension:text serialNumber@7:text certificateFileExtension@7:text fingerprint@7:hash
            certificateState@7:[<{state!:(pre-activation active suspended deactivated revoked destroyed) reason:text} ^ {name!:text
            description:text reason:text}>] creationDate@7:time activationDate@7:time deactivationDate@7:time revocationDate@7:time
            destructionDate@7:time certificateExtensions@7:[<{commonExtensionName!:(basicConstraints keyUsage extendedKeyUsage
            subjectAlternativeName authorityKeyIdentifier subjectKeyIdentifier authorityInformationAccess certificatePolicies
            crlDistributionPoints signedCertificateTimestamp) commonExtensionValue!:text} ^ {customExtensionName!:text
            customExtensionValue:text}>] relatedCryptographicAssets@7:relatedCryptographicAssets}
            relatedCryptoMaterialProperties:{type:(private-key public-key secret-key key ciphertext signature digest
            initialization-vector nonce seed salt shared-secret tag additional-data password credential token other unknown) id:text
            state:(pre-activation active suspended deactivated compromised destroyed) algorithmRef:refType creationDate:time
            activationDate:time updateDate:time expirationDate:time value:text size:int format:text securedBy:securedBy
            fingerprint@7:hash relatedCryptographicAssets@7:relatedCryptographicAssets} protocolProperties:{type:(tls ssh ipsec ike sstp
            wpa other unknown @7 dtls quic eap-aka eap-aka-prime prins 5g-aka) version:text cipherSuites:[cipherSuite]
            ikev2TransformTypes:{encr:<@6-6 cryptoRefArray ; @7 <[ikeV2Enc] / cryptoRefArray>> prf:<@6-6 cryptoRefArray ; @7 <[ikeV2Prf]
            / cryptoRefArray>> integ:<@6-6 cryptoRefArray ; @7 <[ikeV2Integ] / cryptoRefArray>> ke:<@6-6 cryptoRefArray ; @7 <[ikeV2Ke]
            / cryptoRefArray>> esn:flag auth:<@6-6 cryptoRefArray ; @7 <[ikeV2Auth] / cryptoRefArray>>} cryptoRefArray:cryptoRefArray
            relatedCryptographicAssets@7:relatedCryptographicAssets} oid:text}
        cipherSuite = {name:text algorithms:[refType] identifiers:[text] tlsGroups@7:[text] tlsSignatureSchemes@7:[text]}
        cryptoRefArray = [refType]
        securedBy = {mechanism:text algorithmRef:refType}
        ikeV2Enc = {name:text keyLength:int algorithm:refType}
        ikeV2Prf = {name:text algorithm:refType}
        ikeV2Integ = {name:text algorithm:refType}
        ikeV2Ke = {group:int algorithm:refType}
        ikeV2Auth = {name:text algorithm:refType}
        relatedCryptographicAssets = [relatedCryptographicAsset]
        relatedCryptographicAsset = {type:text ref:refType}

        """;
}
